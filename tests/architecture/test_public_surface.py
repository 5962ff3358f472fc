"""What is public is listed in `__all__`, and nothing else can be reached by an import without an underscore."""

import importlib
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest
import sightline

PUBLIC = ("sightline", "sightline.errors", "sightline.names")


@pytest.mark.parametrize("name", PUBLIC)
def test_everything_public_is_listed(name: str) -> None:
    module = importlib.import_module(name)
    listed = set(module.__all__)
    assert all(hasattr(module, member) for member in listed)
    reachable = {
        member
        for member, value in vars(module).items()
        if not member.startswith("_") and not isinstance(value, ModuleType) and not is_borrowed(value)
    }
    assert reachable <= listed


def is_borrowed(value: object) -> bool:
    """Imported from the standard library for the module's own use (`annotations`, `Mapping`, ...)."""
    origin = getattr(value, "__module__", "") or type(value).__module__
    return not origin.startswith("sightline")


def test_importing_sightline_loads_only_the_standard_library() -> None:
    program = "import sys; old = set(sys.modules); import sightline; print(*sorted(set(sys.modules) - old))"
    answer = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert {module.split(".")[0] for module in answer.stdout.split()} <= {"sightline"} | sys.stdlib_module_names


def test_the_public_modules_are_the_documented_ones() -> None:
    public = {info.name for info in pkgutil.iter_modules(sightline.__path__) if not info.name.startswith("_")}
    assert public == {"cli", "errors", "findings", "logtypes", "names"}
