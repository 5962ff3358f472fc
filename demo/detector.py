"""The detector: trains the network, and turns its answers into boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from .dataset import Batch, Pixels, augment
from .evaluation import Found, overlaps
from .loss import losses
from .network import Weights, forward, new_weights

LOWEST_SCORE = 0.05
MOST_DETECTIONS = 100
#: Two detections that overlap more than this are one object: the one with the better score stays.
SAME_OBJECT = 0.35
MOMENTS = (0.9, 0.999)  # Adam's
STEEPEST = 5.0  # a longer gradient is shortened to this
DECAY = 1e-4


@dataclass(frozen=True)
class Settings:
    """What a variant can choose. `input`: width x height in pixels, multiples of 8. `width`: the network's channels."""

    input: str
    width: int
    epochs: int
    batch: int
    learning_rate: float
    augmentation: bool
    seed: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the input."""
        width, height = self.input.split("x")
        return int(width), int(height)


class Detector:
    """A network, its optimiser's state, and the random numbers that order and vary the pictures."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.weights: Weights = new_weights(settings.width, settings.seed)
        self.learning_rate = 0.0
        self._moments = (jax.tree.map(jnp.zeros_like, self.weights), jax.tree.map(jnp.zeros_like, self.weights))
        self._random = np.random.default_rng(settings.seed)
        self._step = 0

    def train(self, pictures: Batch) -> dict[str, float]:
        """One epoch. Gives the mean `loss` over it, and its parts `loss-class` and `loss-box`."""
        size, count = self.settings.batch, len(pictures)
        order = self._random.permutation(count)
        # The last batch is filled up from the front: one shape compiles once.
        order = np.concatenate([order, order[: -count % size]])
        seen = []
        for start in range(0, len(order), size):
            batch = pictures.take(order[start : start + size])
            if self.settings.augmentation:
                batch = augment(batch, self._random)
            seen.append(self._learn(batch, self.settings.epochs * (len(order) // size)))
        loss, in_class, in_box = np.asarray(seen, np.float64).mean(axis=0).tolist()
        return {"loss": loss, "loss-class": in_class, "loss-box": in_box}

    def detect(self, pixels: Pixels) -> list[Found]:
        """What is on each picture, at least 0.05 sure; best score first, boxes in fractions of the picture, 0..1."""
        found = []
        for start in range(0, len(pixels), 10):
            scores, boxes = _answers(self.weights, pixels[start : start + 10])
            found += [_objects(*answer) for answer in zip(np.asarray(scores), np.asarray(boxes), strict=True)]
        return found

    def _learn(self, batch: Batch, steps: int) -> tuple[jax.Array, jax.Array, jax.Array]:
        """One step of `steps` in all: the rate warms up over the first twentieth, then falls along a cosine."""
        warm = min(1.0, (self._step + 1) / (0.05 * steps))
        fall = 0.02 + 0.49 * (1 + np.cos(np.pi * self._step / steps))
        self.learning_rate = float(self.settings.learning_rate * warm * fall)
        self._step += 1
        self.weights, self._moments, seen = _improve(
            self.weights, self._moments, self._step, self.learning_rate, batch.pixels, batch.boxes, batch.labels
        )
        loss, parts = seen
        return loss, parts["class"], parts["box"]


@jax.jit
def _improve(
    weights: Weights, moments: Any, step: int, rate: float, pixels: jax.Array, boxes: jax.Array, labels: jax.Array
) -> tuple[Weights, Any, Any]:
    """One step of Adam with decoupled weight decay, and the losses before it."""
    (loss, parts), slopes = jax.value_and_grad(losses, has_aux=True)(weights, pixels, boxes, labels)
    length = jnp.sqrt(sum(jnp.sum(slope**2) for slope in jax.tree.leaves(slopes)))
    slopes = jax.tree.map(lambda slope: slope * jnp.minimum(1.0, STEEPEST / (length + 1e-6)), slopes)
    a, b = MOMENTS
    first = jax.tree.map(lambda old, slope: a * old + (1 - a) * slope, moments[0], slopes)
    second = jax.tree.map(lambda old, slope: b * old + (1 - b) * slope**2, moments[1], slopes)

    def moved(weight: jax.Array, mean: jax.Array, square: jax.Array) -> jax.Array:
        direction = mean / (1 - a**step) / (jnp.sqrt(square / (1 - b**step)) + 1e-8)
        return weight - rate * (direction + DECAY * weight)

    return jax.tree.map(moved, weights, first, second), (first, second), (loss, parts)


@jax.jit
def _answers(weights: Weights, pixels: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Scores (n, cells, classes) 0..1 and boxes (n, cells, 4) in fractions of the picture, cut off at its border."""
    logits, boxes = forward(weights, pixels)
    count, (height, width) = len(pixels), pixels.shape[1:3]
    boxes = jnp.clip(boxes / jnp.asarray([width, height, width, height]), 0.0, 1.0)
    return jax.nn.sigmoid(logits).reshape(count, -1, logits.shape[-1]), boxes.reshape(count, -1, 4)


def _objects(scores: NDArray[np.float32], boxes: NDArray[np.float32]) -> Found:
    """The cells' answers without the doubles: greedy, best score first, whatever the class."""
    best, labels = scores.max(axis=-1), scores.argmax(axis=-1)
    order = np.argsort(-best, kind="stable")
    order = order[best[order] > LOWEST_SCORE]
    double = overlaps(boxes[order], boxes[order]) > SAME_OBJECT
    left = np.ones(len(order), bool)
    kept: list[int] = []
    for place, cell in enumerate(order):
        if left[place] and len(kept) < MOST_DETECTIONS:
            kept.append(cell)
            left &= ~double[place]
    return Found(boxes[kept].reshape(-1, 4), best[kept], labels[kept].astype(np.int64))
