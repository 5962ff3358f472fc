"""The site: it builds, its links lead somewhere, it needs nothing from elsewhere, and a wrong name ends the build."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.docs.site import ROOT, Page, build, copy_of_docs, dead
from tools.docs.spelling import in_any_code


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Page]:
    """Every page of the site, built here, by its file."""
    built = build(ROOT / "docs", tmp_path_factory.mktemp("docs"))
    assert (built.code, built.said) == (0, "")
    return {file: Page(file) for file in built.folder.resolve().rglob("*.html")}


def test_every_source_is_a_page(pages: dict[Path, Page]) -> None:
    sources = {str(file.relative_to(ROOT / "docs").with_suffix("")) for file in (ROOT / "docs").rglob("*.md")}
    site = next(file.parent for file in pages if file.name == "search.html")
    assert {str(file.relative_to(site).with_suffix("")) for file in pages} == sources | {"search"}


def test_every_link_leads_somewhere(pages: dict[Path, Page]) -> None:
    assert sum(len(page.links) for page in pages.values()) > 1000
    lost = [
        f"{page.file.name}: {address}"
        for page in pages.values()
        for address in (*page.links, *page.loads)
        if dead(pages, page, address)
    ]
    assert lost == []


def test_nothing_is_loaded_from_elsewhere_and_no_script_is_inline(pages: dict[Path, Page]) -> None:
    assert [address for page in pages.values() for address in page.loads if urlsplit(address).netloc] == []
    assert [page.file.name for page in pages.values() if page.inline] == []
    site = next(file.parent for file in pages if file.name == "search.html")
    styles = "".join(file.read_text("utf-8") for file in site.rglob("*.css"))
    assert re.findall(r"@import|url\(\s*[\"']?(?:https?:)?//", styles) == []


def test_a_name_with_a_reference_is_a_link_to_it(pages: dict[Path, Page]) -> None:
    doctor = next(page for file, page in pages.items() if file.name == "doctor.html")
    assert "../reference/cli.html#sightline-doctor" in doctor.links
    findings = next(page for file, page in pages.items() if file.name == "findings.html")
    assert "sdk.html#sightline.Experiment.findings" in findings.links


WRONG = {
    "`experiment.lgo`": "`experiment` has no lgo",
    "`client.projcet(...)`": "`client` has no projcet",
    "`sightline.errors.InvalidLgo`": "no sightline.errors.InvalidLgo",
    "`sightline snyc`": "no command `sightline snyc`",
    "`sightline sync --everything`": "`sightline sync` has no option --everything",
    "`--everthing`": "no command has an option --everthing",
    "`SIGHTLINE_ADDRESS`": "no variable SIGHTLINE_ADDRESS is read",
    "`model_latest`": "model_latest is no reserved name; was model-latest meant?",
    "`GET /api/experiment`": "the HTTP interface has no GET /api/experiment",
    "`make dcos`": "the Makefile has no target dcos",
    "`tests/nowhere/`": "no path tests/nowhere/ in the repository",
    "```sh\nSIGHTLINE_MODE=offline sightline ls --oder loss\n```": "`sightline ls` has no option --oder",
    "[gone](nowhere.md)": "'nowhere.md'",
    "[gone](tutorial.md#nowhere)": "nowhere",
    "![gone](images/nowhere.png)": "nowhere.png",
}


def test_a_dead_link_or_a_wrong_name_ends_the_build(tmp_path: Path) -> None:
    docs = copy_of_docs(tmp_path)
    with (docs / "tutorial.md").open("a") as page:
        page.write("\n\n" + "\n\n".join(WRONG))
    (docs / "forgotten.md").write_text("# Not in the navigation\n")
    built = build(docs, tmp_path / "out")
    assert built.code != 0
    assert [text for text, fault in WRONG.items() if fault not in built.said] == []
    assert "forgotten.md: WARNING: document isn't included in any toctree" in built.said
    assert len(re.findall(r"WARNING", built.said)) == len(WRONG) + 1


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_the_pages_beside_the_docs_name_nothing_that_is_not_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    pieces = re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)
    assert [fault for piece in pieces for fault in in_any_code("".join(piece))] == []
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if not urlsplit(link).scheme]
    assert [link for link in links if not (ROOT / link).exists()] == []
