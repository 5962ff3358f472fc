"""What the network is trained for: which cells belong to which object, and how wrong its answers are."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp

from .dataset import CLASSES
from .network import STRIDE, Weights, forward, middles

#: Half-widths about a box's middle, as fractions of its sides: in the core cells say "object", past the rim "nothing".
CORE, RIM = 0.15, 0.3
BOX_WEIGHT = 2.0


def losses(
    weights: Weights, pixels: jax.Array, boxes: jax.Array, labels: jax.Array
) -> tuple[jax.Array, dict[str, jax.Array]]:
    """The sum to minimise, and its parts: `class` (cross-entropy per cell of an object), `box` (1 - generalised IoU).

    The arguments are those of a dataset.Batch: boxes (n, most, 4) in pixels of the input, labels (n, most), -1 = none.
    """
    logits, predicted = forward(weights, pixels)
    target, counted, owned, weight = jax.vmap(partial(_targets, (logits.shape[1], logits.shape[2])))(boxes, labels)
    entropy = jnp.maximum(logits, 0) - logits * target + jnp.log1p(jnp.exp(-jnp.abs(logits)))
    # Cells that are already right count less, or the empty background would drown the objects.
    wrong = jnp.abs(jax.nn.sigmoid(logits) - target)
    in_class = (entropy * wrong * counted[..., None]).sum() / jnp.maximum(target.sum(), 1.0)
    in_box = ((1.0 - _generalised_iou(predicted, owned)) * weight).sum() / jnp.maximum(weight.sum(), 1.0)
    return in_class + BOX_WEIGHT * in_box, {"class": in_class, "box": in_box}


def _targets(grid: tuple[int, int], boxes: jax.Array, labels: jax.Array) -> tuple[jax.Array, ...]:
    """What each cell of the grid (rows, columns) should say about one picture.

    Gives the classes (rows, columns, classes), which cells count for them, the box of each cell, and its weight.
    A cell belongs to the smallest box in whose core it lies; between core and rim it may say what it likes.
    """
    middle = middles(*grid)[:, :, None, :]
    real = labels >= 0
    centre, sides = (boxes[:, :2] + boxes[:, 2:]) / 2, jnp.maximum(boxes[:, 2:] - boxes[:, :2], 1e-3)
    distance = jnp.abs(middle - centre)
    # At least half a cell, so that the smallest object has a cell of its own.
    core = (distance <= jnp.maximum(sides * CORE, STRIDE / 2)).all(axis=-1) & real
    rim = (distance <= jnp.maximum(sides * RIM, STRIDE)).all(axis=-1) & real
    owner = jnp.argmin(jnp.where(core, sides[:, 0] * sides[:, 1], jnp.inf), axis=-1)
    positive = core.any(axis=-1)
    target = jax.nn.one_hot(labels[owner], len(CLASSES)) * positive[..., None]
    counted = positive | ~rim.any(axis=-1)
    # A large object has many cells: by the root of their number, it doesn't outweigh the small ones.
    cells = ((owner[..., None] == jnp.arange(len(labels))) & positive[..., None]).sum(axis=(0, 1))
    weight = positive / jnp.sqrt(jnp.maximum(cells[owner], 1))
    return target, counted.astype(jnp.float32), boxes[owner], weight


def _generalised_iou(a: jax.Array, b: jax.Array) -> jax.Array:
    """IoU less the part of the common frame that neither box covers: -1..1, with a slope where they don't touch."""
    shared = _area(jnp.maximum(a[..., :2], b[..., :2]), jnp.minimum(a[..., 2:], b[..., 2:]))
    frame = _area(jnp.minimum(a[..., :2], b[..., :2]), jnp.maximum(a[..., 2:], b[..., 2:]))
    union = _area(a[..., :2], a[..., 2:]) + _area(b[..., :2], b[..., 2:]) - shared
    return shared / jnp.maximum(union, 1e-6) - (frame - union) / jnp.maximum(frame, 1e-6)


def _area(least: jax.Array, most: jax.Array) -> jax.Array:
    sides = jnp.maximum(most - least, 0.0)
    return sides[..., 0] * sides[..., 1]
