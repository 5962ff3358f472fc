"""The rules of the tree, read from the syntax of the sources."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SDK = ROOT / "sdk" / "sightline"
SERVER = ROOT / "server" / "sightline_server"
CAPABILITIES = ("access", "blobs", "projects", "experiments", "logs", "files", "findings", "comparison")


def sources(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def module_level(tree: ast.Module) -> Iterator[ast.stmt]:
    """Statements that run on import: not those inside functions, nor those for type checkers only."""
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef):
            waiting.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt))


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ends_transaction(tree: ast.AST) -> bool:
    """Does it call `commit()` with no argument, as a connection or a transaction has it?"""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
        and not node.args
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize("path", sources(SDK), ids=lambda path: str(path.relative_to(SDK)))
def test_the_sdk_imports_only_the_standard_library_at_module_level(path: Path) -> None:
    loaded = {name.split(".")[0] for name in imported(module_level(ast.parse(path.read_text("utf-8"))))}
    assert loaded <= sys.stdlib_module_names | {"sightline"}


def test_a_capability_never_uses_the_queries_of_another() -> None:
    found = []
    for capability in CAPABILITIES:
        for path in sources(SERVER / capability):
            for name in imported(ast.walk(ast.parse(path.read_text("utf-8")))):
                parts = name.split(".")
                if (
                    parts[0] == "sightline_server"
                    and len(parts) > 2
                    and parts[2] == "queries"
                    and parts[1] != capability
                ):
                    found.append(f"{path.relative_to(ROOT)} imports {name}")
    assert found == []


def test_only_the_writer_commits() -> None:
    committing = {
        str(path.relative_to(SERVER))
        for path in sources(SERVER)
        if ends_transaction(ast.parse(path.read_text("utf-8")))
    }
    assert committing == {"store/writer.py"}


@pytest.mark.parametrize(("package", "settings"), [(SDK, {"_settings.py"}), (SERVER, {"settings.py"})])
def test_the_environment_is_read_in_the_settings_only(package: Path, settings: set[str]) -> None:
    reading = set()
    for path in sources(package):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
                reading.add(str(path.relative_to(package)))
    assert reading <= settings


def test_no_component_calls_fetch() -> None:
    components = sorted((ROOT / "ui" / "src").rglob("*.tsx"))
    assert [path.name for path in components if " fetch(" in path.read_text("utf-8")] == []


def test_only_the_registry_spells_the_reserved_names() -> None:
    from sightline.names import REGISTRY

    spelled = {f'"{reserved.name}"' for reserved in REGISTRY if "-" in reserved.name}
    found = []
    for package in (SDK, SERVER):
        for path in sources(package):
            if path.parent == SDK / "names":
                continue
            strings = {
                f'"{node.value}"'
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            found += [f"{path.relative_to(ROOT)} spells {name}" for name in sorted(spelled & strings)]
    assert found == []
