"""A team's own name, out of a package that is really installed."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from sightline import names
from sightline.names import _plugins

PACKAGE = Path(__file__).parents[2] / "data" / "team_names"
PROGRAM = """
import json, sys, warnings
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    from sightline import findings, names
    names.registry()
    names.registry()
    found = findings.examine(findings.View({"mean-iou": 71.0}, {"mean-iou": "value"}))
    print(json.dumps({
        "names": [reserved.name for reserved in names.registry()],
        "implied": names.implied_type("mean-iou"),
        "acting": {log: one.name for log, one in names.resolve({"val/mean-iou": "line", "miou": "bar"}).items()},
        "near": names.near_miss("Mean_IoU"),
        "effects": repr(names.find("mean-iou").effects),
        "found": [finding.code for finding in found],
        "said": [str(warning.message) for warning in said],
        "table": names.table()[-1][0],
    }))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a fresh Python says in which the package is installed."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--disable-pip-version-check", "--target", str(folder), str(PACKAGE)], check=True)
    program = f"import sys; sys.path.insert(0, {str(folder)!r})\n{PROGRAM}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_an_installed_name_is_in_the_registry(answers: dict[str, object]) -> None:
    assert answers["names"] == [*(reserved.name for reserved in names.REGISTRY), "mean-iou"]
    assert answers["table"] == "mean-iou"


def test_it_acts_like_a_built_in_one(answers: dict[str, object]) -> None:
    assert answers["implied"] == "line"
    assert answers["acting"] == {"val/mean-iou": "mean-iou"}
    assert answers["near"] == "mean-iou"
    assert answers["effects"] == "(Summarise(better='higher'),)"
    assert answers["found"] == ["mean-iou-range"]


def test_a_bad_one_is_left_out_with_one_line_each(answers: dict[str, object]) -> None:
    said = answers["said"]
    assert isinstance(said, list)
    assert len(said) == 2
    assert "'absent' (team_names.absent:NAME) is left out: ModuleNotFoundError" in said[0]
    assert "'broken' (team_names:BROKEN) is left out: ValueError: 'hologram' is none of summary" in said[1]


def test_without_such_a_package_nothing_is_loaded_for_it() -> None:
    program = "import sys; from sightline import names; names.registry(); print('importlib.metadata' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


GOOD = names.REGISTRY[0]._replace(name="mean-iou")


@pytest.mark.parametrize(
    ("definition", "reason"),
    [
        ("mean-iou", "expected a sightline.names.Reserved, got str"),
        (GOOD._replace(name="accuracy"), "'accuracy' is taken"),
        (GOOD._replace(name="Mean-IoU"), "expected a name in lower case"),
        (GOOD._replace(name=""), "expected a name in lower case"),
        (GOOD._replace(kind="thing"), "'thing' is none of data, file"),  # type: ignore[arg-type]  # the fault
        (GOOD._replace(types=("scatter",)), "'scatter' is none of value"),
        (GOOD._replace(types=()), "expected log types for data"),
        (GOOD._replace(effects=("Summarise",)), "is none of"),  # type: ignore[arg-type]  # the fault
    ],
)
def test_a_definition_that_cannot_act_says_why(definition: object, reason: str) -> None:
    with pytest.raises((TypeError, ValueError), match=reason):
        _plugins._check(definition, list(names.REGISTRY))


def test_a_good_definition_is_taken() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _plugins._check(GOOD, list(names.REGISTRY))
    assert GOOD.name == "mean-iou"
