"""Names that act under another spelling, or that do not act because of theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sightline.findings._view import View
from sightline.names import Finding, Kind, find, near_miss


def near_misses(view: View) -> Iterator[Finding]:
    """Free names that look like reserved ones."""
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("data", tuple(view.types)), ("file", tuple(view.files)))
    for kind, names in kinds:
        for name in names:
            meant = near_miss(name, kind)
            if meant is not None:
                yield miss(name, meant)


def miss(name: str, meant: str) -> Finding:
    """The finding about one near miss."""
    reserved = find(meant)
    return Finding(
        code="near-miss",
        severity="note",
        title=f"Did you mean {meant}?",
        detail=f"{name} is stored as the free name it is. Only {meant} acts.",
        names=(name,),
        subject=name,
        fix=reserved.call if reserved is not None else "",
    )


def other_kinds(view: View) -> Iterator[Finding]:
    """Reserved names of files that were logged, and of data that were stored, and did not come the other way, too."""
    came: dict[Kind, Collection[str]] = {"data": view.types, "file": view.files}
    for reserved in view.registry:
        wrong: Kind = "file" if reserved.kind == "data" else "data"
        if reserved.name in came[wrong] and reserved.name not in came[reserved.kind]:
            done, wanted = ("logged", "a file") if wrong == "data" else ("stored as a file", "a log")
            yield Finding(
                code="reserved-kind",
                severity="note",
                title=f"{reserved.name} was {done}",
                detail=f"The name acts only as {wanted}; so it is kept under a free name like any other.",
                names=(reserved.name,),
                subject=reserved.name,
                fix=reserved.call,
            )


def aliases(view: View) -> Iterator[Finding]:
    """Logs that act as a reserved name although they are spelled otherwise."""
    for log, reserved in view.acting.items():
        if log != reserved.name:
            yield Finding(
                code="treated-as",
                severity="note",
                title=f"Treated as {reserved.name}",
                detail=f"{log} is an alias, as long as {reserved.name} is absent. Nothing was renamed.",
                names=(log,),
                subject=log,
                fix=f'experiment.log("{reserved.name}", data)',
            )


def unfit_types(view: View) -> Iterator[Finding]:
    """Reserved names of data that do not act, because they came under another type."""
    for reserved in view.registry:
        given = view.types.get(reserved.name)
        if reserved.kind == "data" and given is not None and given not in reserved.types:
            wanted = " or ".join(reserved.types)
            yield Finding(
                code="reserved-type",
                severity="note",
                title=f"{reserved.name} was logged as {given}",
                detail=f"The name acts only as {wanted}; as {given} it is shown like any other log, and a name keeps "
                f"its type: give these data another one, and {reserved.name} is free for a {wanted} in the next run.",
                names=(reserved.name,),
                subject=reserved.name,
                fix=f'experiment.log("{reserved.name}-{given}", data, type="{given}")',
            )
