"""The two halves of a checkpoint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sightline.findings._view import View
from sightline.names import Finding, PairCheckpoint

_STEP = re.compile(r"ckpt-(\d+)")  # ckpt-12.index, model.ckpt-12.data-00000-of-00001


def halves(view: View) -> Iterator[Finding]:
    """A half whose other half is missing, or two halves of different steps."""
    pairs = {
        reserved.name: effect.other
        for reserved in view.registry
        for effect in reserved.effects
        if isinstance(effect, PairCheckpoint)
    }
    for name, other in pairs.items():
        if name not in view.files:
            continue
        if other not in view.files:
            yield _missing(name, other)
        elif name < other:
            yield from _steps(view, name, other)


def _missing(name: str, other: str) -> Finding:
    return Finding(
        code="checkpoint-half",
        severity="warning",
        title=f"{other} is missing",
        detail=f"{name} is one half of a checkpoint: without the other one no training can go on from it.",
        names=(name,),
        subject=other,
        fix=f'experiment.store("{other}", path)',
    )


def _steps(view: View, name: str, other: str) -> Iterator[Finding]:
    here, there = (_STEP.search(view.files[half].filename) for half in (name, other))
    if here and there and int(here[1]) != int(there[1]):
        yield Finding(
            code="checkpoint-steps",
            severity="warning",
            title="The two halves of the checkpoint are of different steps",
            detail=f"{name} is of step {here[1]}, {other} of step {there[1]}: together they cannot be restored.",
            names=(name, other),
            subject=name,
            fix=f'experiment.store("{other}", "checkpoint/ckpt-{here[1]}...")',
        )
