"""The network: fully convolutional, no anchors, about a hundred thousand weights.

Every cell of a grid (8 pixels wide) says for each class how likely it lies in the middle of such an object, and how
far away the sides of that object's box are.
"""

from __future__ import annotations

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from .dataset import CLASSES

STRIDE = 8
EPSILON = 1e-5
FURTHEST = 4.0  # a side is at most exp(4) cells away

Layer = dict[str, jax.Array]
Weights = dict[str, Layer]


class Step(NamedTuple):
    """One layer of the trunk: a convolution, scaled to unit variance over its channels, and a ReLU."""

    name: str
    kernel: int
    stride: int
    dilation: int
    channels: int
    scaled: bool = True
    residual: bool = False

    @property
    def padding(self) -> int:
        """On each side. An even kernel with stride 2 keeps the grid's cells centred on their pixels."""
        return (self.dilation * (self.kernel - 1)) // 2


def trunk(width: int) -> list[Step]:
    """The layers before the two heads, in order. `width`: channels of the grid."""
    stem = [
        Step("stem0", 4, 2, 1, width // 4, scaled=False),
        Step("stem1", 4, 2, 1, width // 2),
        Step("stem2", 4, 2, 1, width),
    ]
    # Dilation widens the view: a white cell is a third of the picture.
    return [*stem, *(Step(f"body{i}", 3, 1, dilation, width, residual=True) for i, dilation in enumerate((1, 2, 1, 2)))]


def new_weights(width: int, seed: int) -> Weights:
    """He-normal kernels as (height, width, in, out); the class bias starts at one object in a hundred cells."""
    random, weights, channels = np.random.default_rng(seed), {}, 3
    for step in trunk(width):
        weights[step.name] = _convolution(random, step.kernel, channels, step.channels)
        if step.scaled:
            weights[step.name] |= {"gain": jnp.ones(step.channels), "shift": jnp.zeros(step.channels)}
        channels = step.channels
    weights["class"] = _convolution(random, 1, channels, len(CLASSES), scale=0.1)
    weights["class"]["bias"] -= float(np.log(99.0))
    weights["box"] = _convolution(random, 1, channels, 4, scale=0.1)
    return weights


def width_of(weights: Weights) -> int:
    """Channels of the grid."""
    return int(weights["class"]["kernel"].shape[2])


def forward(weights: Weights, pixels: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Class logits (n, rows, columns, classes) and boxes (n, rows, columns, 4).

    pixels: (n, height, width, 3) in 0..255. Boxes are xmin, ymin, xmax, ymax in pixels of the input.
    Height and width are multiples of 8.
    """
    grid = pixels.astype(jnp.float32) / 127.5 - 1.0
    for step in trunk(width_of(weights)):
        layer = weights[step.name]
        out = _convolve(grid, layer, step)
        if step.scaled:
            out = (out - out.mean(-1, keepdims=True)) * jax.lax.rsqrt(out.var(-1, keepdims=True) + EPSILON)
            out = out * layer["gain"] + layer["shift"]
        out = jax.nn.relu(out)
        grid = grid + out if step.residual else out
    logits = grid @ weights["class"]["kernel"][0, 0] + weights["class"]["bias"]
    sides = grid @ weights["box"]["kernel"][0, 0] + weights["box"]["bias"]
    sides = jnp.exp(jnp.clip(sides, -FURTHEST, FURTHEST)) * STRIDE
    middle = middles(*logits.shape[1:3])
    return logits, jnp.concatenate([middle - sides[..., :2], middle + sides[..., 2:]], axis=-1)


def middles(rows: int, columns: int) -> jax.Array:
    """The middle of each cell as x, y in pixels of the input: (rows, columns, 2)."""
    x, y = jnp.meshgrid(jnp.arange(columns), jnp.arange(rows))
    return (jnp.stack([x, y], axis=-1) + 0.5) * STRIDE


def _convolve(grid: jax.Array, layer: Layer, step: Step) -> jax.Array:
    out = jax.lax.conv_general_dilated(
        grid,
        layer["kernel"],
        (step.stride, step.stride),
        [(step.padding, step.padding)] * 2,
        rhs_dilation=(step.dilation, step.dilation),
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )
    return out + layer["bias"]


def _convolution(random: np.random.Generator, size: int, channels: int, out: int, scale: float = 1.0) -> Layer:
    kernel = random.normal(0.0, scale * np.sqrt(2.0 / (size * size * channels)), (size, size, channels, out))
    return {"kernel": jnp.asarray(kernel, jnp.float32), "bias": jnp.zeros(out, jnp.float32)}
