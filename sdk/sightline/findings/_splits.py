"""The splits against each other and against the labelmap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sightline.findings._view import View
from sightline.names import Finding, IndexSplit
from sightline.names._splits import images_of

_BACKGROUND = frozenset({"background", "nothing", "none"})


def leaks(view: View) -> Iterator[Finding]:
    """Images that are in two splits, one finding per pair of splits."""
    for (_, first, here), (_, second, there) in combinations(_splits(view), 2):
        others = set(images_of(there))
        shared = [image for image in images_of(here) if image in others]
        if shared:
            more = f" and {len(shared) - 1} more" if len(shared) > 1 else ""
            yield Finding(
                code="split-leak",
                severity="error",
                title=f"{len(shared)} images are in two splits" if more else "An image is in two splits",
                detail=f"{shared[0]}{more}: in {first} and in {second}. Results on them are not evidence.",
                names=(first, second),
                subject=f"{first} {second}",
                fix=f'experiment.log("{second}", {{**split, "image_list": sorted(set(images) - set(others))}})',
            )


def classes_without_train_image(view: View) -> Iterator[Finding]:
    """Classes of the labelmap that no train image has, going by the bars of that split."""
    train = next((found for found in _splits(view) if found[0] == "train"), None)
    if train is None or not view.labelmap:
        return
    _, log, bars = train
    learnt = _names_of(bars["x"], view.labelmap)
    if not set(learnt) & set(view.labelmap.values()):
        return
    seen = {name for name, amount in zip(learnt, _amounts(bars), strict=True) if amount != 0}
    missing = [name for name in view.labelmap.values() if name not in seen and name.lower() not in _BACKGROUND]
    if missing:
        yield Finding(
            code="class-without-image",
            severity="warning",
            title=f"No train image has {missing[0] if len(missing) == 1 else f'{len(missing)} of the classes'}",
            detail=f"{', '.join(missing[:5])}: in the labelmap, not in {log}. The model cannot learn them.",
            names=(log,),
            subject=log,
            fix=f'experiment.log("{log}", {{"x": list(labelmap.values()), "y": counts, "image_list": image_ids}})',
        )


def _splits(view: View) -> list[tuple[str, str, dict[str, Any]]]:
    """(train | test | eval, log name, bars) of each split that arrived."""
    return [
        (effect.split, log, view.logs[log])
        for log, reserved in view.acting.items()
        for effect in reserved.effects
        if isinstance(effect, IndexSplit) and log in view.logs
    ]


def _names_of(bars: list[str], labelmap: Any) -> list[str]:
    """The classes of the bars; where all of them are class numbers of the labelmap, the names of those."""
    return [labelmap[bar] for bar in bars] if all(bar in labelmap for bar in bars) else bars


def _amounts(bars: dict[str, Any]) -> list[Any]:
    """What speaks for each bar: its list of images where there is one, else its height."""
    listed = bars.get("image_list") or []
    return [len(images) for images in listed] if listed and isinstance(listed[0], list) else list(bars["y"])
