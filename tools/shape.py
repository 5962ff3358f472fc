"""Prints how large files, functions and components are, beside well-kept projects of the field. No verdict."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ("sdk/sightline", "server/sightline_server", "demo")
# Median lines of a file and of a function, counted on public snapshots of these projects.
BESIDE = "beside: healthchecks 44 and 8, starlette 145 and 5 (file, function); umami 32 (component)"


def main() -> None:
    sources = [path for folder in PYTHON for path in sorted((ROOT / folder).rglob("*.py"))]
    print_sizes("Python files", [(lines(path), str(path.relative_to(ROOT))) for path in sources])
    print_sizes("Python functions", [size for path in sources for size in functions(path)])
    components = sorted((ROOT / "ui/src").rglob("*.tsx"))
    print_sizes("Components", [(lines(path), str(path.relative_to(ROOT))) for path in components])
    modules = [path for path in sorted((ROOT / "ui/src").rglob("*.ts")) if path.name != "schema.ts"]
    print_sizes("TypeScript modules", [(lines(path), str(path.relative_to(ROOT))) for path in modules])
    print(BESIDE)


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            yield size, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def print_sizes(title: str, sizes: list[tuple[int, str]]) -> None:
    if not sizes:
        return
    ordered = sorted(size for size, _ in sizes)
    marks = ", ".join(f"p{p} {ordered[min(len(ordered) - 1, len(ordered) * p // 100)]}" for p in (50, 75, 90, 99))
    print(f"{title}: {len(sizes)}, lines {marks}")
    for size, where in sorted(sizes, reverse=True)[:5]:
        print(f"  {size:5} {where}")


if __name__ == "__main__":
    main()
