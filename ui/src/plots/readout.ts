import { type Curve, nearest, pointAt } from "./curves";

/** One row of the tooltip: a curve's point nearest to the crosshair. */
export interface Reading {
  at: number;
  curve: number;
  label: string;
  x: number;
  raw: number;
  smoothed: number | null;
}

export interface Readout {
  readings: Reading[];
  /** Curves beyond the rows that are shown. */
  more: number;
  /** Index into `readings` of the curve nearest to the pointer. */
  closest: number;
}

/** What the crosshair reads at `x`; `y` picks the row in bold. Rows are in the order of the legend, at most `limit`. */
export function readout(curves: readonly Curve[], x: number, y: number, limit = 12): Readout | null {
  const all: Reading[] = [];
  for (const [index, curve] of curves.entries()) {
    const at = nearest(curve.x, x);
    if (at === null) continue;
    all.push({
      at,
      curve: index,
      label: curve.spec.label,
      x: pointAt(curve.x, at),
      raw: pointAt(curve.y, at),
      smoothed: curve.smoothed ? pointAt(curve.smoothed, at) : null,
    });
  }
  if (!all.length) return null;
  const readings = all.slice(0, limit);
  return { readings, more: all.length - readings.length, closest: closestTo(readings, y) };
}

function closestTo(readings: readonly Reading[], y: number): number {
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, { smoothed, raw }] of readings.entries()) {
    const away = Math.abs((smoothed ?? raw) - y);
    if (away < distance) {
      best = index;
      distance = away;
    }
  }
  return best;
}
