"""`labelmap`: the names of the classes."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.names._definition import Context, Finding, NameClasses, Reserved


def check(names: dict[str, str], context: Context) -> Iterator[Finding]:
    """Two classes of one name."""
    indices: dict[str, list[str]] = {}
    for index, name in names.items():
        indices.setdefault(name, []).append(index)
    for name, shared in indices.items():
        if len(shared) > 1:
            yield Finding(
                code="labelmap-same-name",
                severity="warning",
                title=f"{len(shared)} classes are called {name}",
                detail=f"The labelmap gives it to {', '.join(shared[:5])}: on the pages they look like one class.",
                names=("labelmap",),
                subject=name,
                fix='experiment.log("labelmap", {"0": "car", "1": "truck"})',
            )


LABELMAP = Reserved(
    name="labelmap",
    kind="data",
    types=("labelmap",),
    check=check,
    effects=(NameClasses(),),
    shows=("class-names",),
    doc="Names the classes wherever a class number stands. It is not drawn itself.",
    example='experiment.log("labelmap", {"0": "RBC", "1": "WBC", "2": "Platelets"})',
)
