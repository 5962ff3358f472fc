"""An experiment's id reaches the database only as one that `access/checked.py` has looked at; mypy does the rest."""

import ast
from collections.abc import Iterator
from pathlib import Path

SERVER = Path(__file__).resolve().parents[2] / "server" / "sightline_server"
CHECKED = SERVER / "access" / "checked.py"
EXPERIMENTS = {"experiment", "experiments"}
PROJECTS = {"project", "project_id"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def checked_types() -> set[str]:
    tree = ast.parse(CHECKED.read_text("utf-8"))
    return {
        node.targets[0].id
        for node in tree.body
        if isinstance(node, ast.Assign) and "NewType" in ast.dump(node.value) and isinstance(node.targets[0], ast.Name)
    }


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module that may speak to the database but the one that checks ids, and the store, which knows none."""
    for path in sorted(SERVER.rglob("*.py")):
        name = path.relative_to(SERVER).as_posix()
        if path != CHECKED and not name.startswith(("store/", "commands/")):
            yield name, ast.parse(path.read_text("utf-8"))


def id_names(module: str) -> set[str]:
    """Parameters that hold ids, going by their names. Numbers of projects are in no request: only queries ask."""
    names = EXPERIMENTS | PROJECTS if module.endswith("queries.py") else set(EXPERIMENTS)
    return names | {"id", "ids"} if module.startswith("experiments/") else names


def parameters(function: Function) -> dict[str, str]:
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return {item.arg: ast.unparse(item.annotation) if item.annotation else "" for item in every}


def test_ids_that_go_to_the_database_are_of_a_checked_type() -> None:
    types, found, looked_at = checked_types(), [], 0
    for module, tree in modules():
        for function in ast.walk(tree):
            if not isinstance(function, Function) or "connection" not in parameters(function):
                continue
            for name in id_names(module) & parameters(function).keys():
                looked_at += 1
                words = set(parameters(function)[name].replace("[", " ").replace("]", " ").split())
                if not words & (types | {"Recorded", "ExperimentRow"}):
                    found.append(f"{module}: {function.name}({name}: {parameters(function)[name]})")
    assert found == []
    assert looked_at > 50


def test_only_the_check_makes_checked_ids() -> None:
    types = checked_types()
    assert "WritableExperiment" in types
    making = {
        module
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in types
    }
    assert making == set()
