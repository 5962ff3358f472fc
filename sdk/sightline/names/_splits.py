"""What the three splits share: the checks of a bar chart with images behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.names._definition import Context, Finding


def images_of(bars: dict[str, Any]) -> list[str]:
    """The image ids of a split in canonical form, each once, whether the list is flat or per bar."""
    listed = bars.get("image_list") or []
    if listed and isinstance(listed[0], list):
        return list(dict.fromkeys(image for images in listed for image in images))
    return list(dict.fromkeys(listed))


def check_split(name: str, bars: dict[str, Any], context: Context) -> Iterator[Finding]:
    """No images behind the chart; classes in another order than the labelmap's."""
    if not images_of(bars):
        yield Finding(
            code="split-no-images",
            severity="note",
            title=f"{name} has no image_list",
            detail="The chart is drawn, but no image can be looked at and no leak between splits can be found.",
            names=(name,),
            subject=name,
            fix=f'experiment.log("{name}", {{"x": classes, "y": counts, "image_list": image_ids}})',
        )
    yield from _order(name, bars["x"], context)


def _order(name: str, classes: list[str], context: Context) -> Iterator[Finding]:
    known = list((context.labelmap or {}).values())
    here = [label for label in classes if label in known]
    wanted = [label for label in known if label in here]
    if len(set(here)) != len(here) or len(set(wanted)) != len(wanted) or here == wanted:
        return
    first = next(place for place, label in enumerate(here) if label != wanted[place])
    yield Finding(
        code="split-class-order",
        severity="warning",
        title=f"{name} has its classes in another order than the labelmap",
        detail=f"Class {first + 1} is {here[first]} here and {wanted[first]} in the labelmap: counts may be mixed up.",
        names=(name, "labelmap"),
        subject=name,
        fix=f'experiment.log("{name}", {{"x": list(labelmap.values()), "y": counts, "image_list": image_ids}})',
    )
