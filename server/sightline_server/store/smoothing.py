"""The debiased exponential mean of a curve, without a loop over its points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Points of a block: within it one product with a matrix, between blocks one step of a loop.
BLOCK = 256


def smooth(values: NDArray[np.float64], weight: float) -> NDArray[np.float64]:
    """m[i] = weight * m[i-1] + (1 - weight) * values[i], divided by 1 - weight^(i+1) so that it does not start near 0.

    weight: 0 (the curve itself) up to below 1. Values that are not finite are left out of the mean; at their place
    stands the mean before them, NaN at the very start.
    """
    if weight <= 0 or not len(values):
        return values
    finite = np.isfinite(values)
    if finite.all():
        return _smooth_finite(values, weight)
    means = np.append(np.nan, _smooth_finite(values[finite], weight))
    return np.asarray(means[np.cumsum(finite)])


def _smooth_finite(values: NDArray[np.float64], weight: float) -> NDArray[np.float64]:
    count = len(values)
    if not count:
        return values
    # Scaled, because a sum of numbers near the largest float would not fit.
    scale = max(float(np.abs(values).max()), np.finfo(np.float64).tiny)
    padded = np.zeros(-(-count // BLOCK) * BLOCK)
    padded[:count] = values / scale
    blocks = padded.reshape(-1, BLOCK)
    distance = np.arange(BLOCK)[:, None] - np.arange(BLOCK)
    kernel = np.where(distance >= 0, (1 - weight) * weight ** np.maximum(distance, 0), 0.0)
    within = blocks @ kernel.T
    carried, carry = np.empty(len(blocks)), 0.0
    whole = weight**BLOCK
    for index, last in enumerate(within[:, -1].tolist()):
        carried[index] = carry
        carry = carry * whole + last
    within += carried[:, None] * weight ** np.arange(1, BLOCK + 1)
    means = within.reshape(-1)[:count] / -np.expm1(np.arange(1, count + 1) * np.log(weight))
    return np.asarray(means * scale)
