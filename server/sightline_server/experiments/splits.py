"""Which images an experiment learns from and is judged on: counts, one hash over all, and images in two splits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from sightline_server.access.checked import CheckedExperiment
from sightline_server.experiments.tables import split_badge
from sightline_server.store.upsert import upsert


def index(
    connection: Connection, project_id: int, experiment: CheckedExperiment, splits: Mapping[str, dict[str, Any]]
) -> None:
    """These are the experiment's splits now. splits: "train" | "test" | "eval" -> bars in canonical form."""
    images = {split: images_of(bars) for split, bars in splits.items()}
    places = Counter(image for listed in images.values() for image in listed)
    learnt = set(images.get("train", ()))
    counts = {split: _count(splits, images, split) for split in ("train", "test", "eval")}
    badge = {
        "experiment_id": experiment,
        "project_id": project_id,
        **counts,
        "hash": hash_of(images),
        "leaks": sum(times > 1 for times in places.values()),
        **{f"{split}_leaks": len(learnt.intersection(images.get(split, ()))) for split in ("test", "eval")},
    }
    upsert(connection, split_badge, [badge])


def measured_leaks(badge: Any, log: str) -> int:
    """Images that the model learnt from among those that it is judged on: such numbers are too good to be the best.

    badge: a row with those columns of `split_badge`. log: what judges it; `test/accuracy` says where it is measured, a
    bare name is measured on the eval split where there is one.
    """
    section = log.partition("/")[0]
    on_test = section == "test" or (badge.eval == 0 and section not in ("eval", "val", "validation"))
    return int(badge.test_leaks if on_test else badge.eval_leaks)


def images_of(bars: dict[str, Any]) -> list[str]:
    """The ids behind the bars, each once, whether the list is flat or has one list per bar."""
    listed: Sequence[Any] = bars.get("image_list") or []
    if listed and isinstance(listed[0], list):
        return list(dict.fromkeys(image for images in listed for image in images))
    return list(dict.fromkeys(listed))


def hash_of(images: Mapping[str, list[str]]) -> str:
    """sha256 over the sorted ids of each split, hex; "" without any. The same images split otherwise: another hash."""
    if not any(images.values()):
        return ""
    lines = sorted(f"{split}\t{image}\n" for split, listed in images.items() for image in listed)
    return sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _count(splits: Mapping[str, dict[str, Any]], images: Mapping[str, list[str]], split: str) -> int:
    """Images of a split; of one that lists none, what its bars add up to."""
    if split not in splits:
        return 0
    heights = [value for value in splits[split]["y"] if isinstance(value, int | float) and 0 < value < 1e12]
    return len(images[split]) or int(sum(heights))
