import type { Payload } from "../api/client";
import { toNumber, type WireNumber } from "../shared/numbers";
import type { Span, XAxis } from "./axis";

/** One line to draw: which log of which experiment, and how it is told apart. */
export interface CurveSpec {
  experiment: string;
  name: string;
  /** Colour slot 1..24 of the experiment; 0 = the colour of the others. */
  slot: number;
  label: string;
  /** Seconds since the epoch: zero of the relative axis. */
  started: number;
}

/** Points ready to draw. `y` holds NaN where the log held something that is not finite. */
export interface Curve {
  spec: CurveSpec;
  x: Float64Array;
  y: Float64Array;
  smoothed: Float64Array | null;
  /** Stored points in the range, before the server reduced them. */
  count: number;
}

/** Whether these points can be drawn along the axis: what was loaded for steps has no times. */
export function fits(series: Payload["Series"], axis: XAxis): boolean {
  return axis === "step" || series.times.length === series.steps.length;
}

export function toCurve(spec: CurveSpec, series: Payload["Series"], axis: XAxis): Curve {
  const order = axis === "step" ? null : byTime(series.times);
  return {
    spec,
    x: Float64Array.from(pick(xOf(spec, series, axis), order)),
    y: finite(pick(series.values, order)),
    smoothed: series.smoothed ? finite(pick(series.smoothed, order)) : null,
    count: series.count,
  };
}

function xOf(spec: CurveSpec, series: Payload["Series"], axis: XAxis): number[] {
  if (axis === "step") return series.steps;
  return axis === "time" ? series.times : series.times.map((time) => time - spec.started);
}

/** A step that was logged again has a later time than its neighbours; null when the times ascend already. */
function byTime(times: number[]): number[] | null {
  if (times.every((time, at) => at === 0 || (times[at - 1] as number) <= time)) return null;
  return times.map((_, at) => at).sort((a, b) => (times[a] as number) - (times[b] as number));
}

function pick<T>(values: readonly T[], order: number[] | null): readonly T[] {
  return order ? order.map((at) => values[at] as T) : values;
}

function finite(values: readonly WireNumber[]): Float64Array {
  return Float64Array.from(values, (value) => {
    const number = toNumber(value);
    return Number.isFinite(number) ? number : Number.NaN;
  });
}

/** One entry; NaN, which is never drawn, beyond the ends. */
export function pointAt(values: Float64Array, at: number): number {
  return values[at] ?? Number.NaN;
}

/** Where the curves start and end; null while there is no point. */
export function extentX(curves: readonly Curve[]): Span | null {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { x } of curves) {
    if (!x.length) continue;
    start = Math.min(start, pointAt(x, 0));
    end = Math.max(end, pointAt(x, x.length - 1));
  }
  return start <= end ? { start, end } : null;
}

/**
 * The vertical range of what lies inside `span`, with 5 % air. `ceiling`: a value that the range never passes
 * unless a point does (1 for an accuracy). On a log scale the air is a factor, and what is not positive is left out.
 */
export function extentY(
  curves: readonly Curve[],
  span: Span,
  log: boolean,
  ceiling?: number,
): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { x, y, smoothed } of curves) {
    const [from, to] = within(x, span);
    for (const values of smoothed ? [y, smoothed] : [y]) {
      for (let at = from; at < to; at += 1) {
        const value = pointAt(values, at);
        if (Number.isNaN(value) || (log && value <= 0)) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
  }
  if (low > high) return log ? [0.1, 1] : [0, 1];
  const [bottom, top] = withAir(low, high, log, ceiling);
  return [Math.max(bottom, -widest), Math.min(top, widest)];
}

function withAir(low: number, high: number, log: boolean, ceiling?: number): [number, number] {
  if (low === high) return flat(low, log);
  if (log) {
    const air = (high / low) ** 0.05;
    return [low / air, high * air];
  }
  const air = high / 20 - low / 20;
  const top = ceiling !== undefined && high <= ceiling ? Math.min(high + air, ceiling) : high + air;
  return [low >= 0 && low - air < 0 ? 0 : low - air, top];
}

function flat(value: number, log: boolean): [number, number] {
  if (log) return [value / 2, value * 2];
  const air = value === 0 ? 1 : Math.abs(value) * 0.1;
  return [value - air, value + air];
}

/** Beyond this the height of a range would no longer be a float; what lies further out is drawn over the edge. */
const widest = 4e307;

/** Indices [from, to) of the points in the span, with one neighbour on either side so that the line reaches the edge. */
export function within(x: Float64Array, span: Span): [number, number] {
  const from = Math.max(0, lowerBound(x, span.start) - 1);
  let to = lowerBound(x, span.end);
  while (to < x.length && x[to] === span.end) to += 1;
  return [from, Math.min(x.length, to + 1)];
}

/** Index of the first entry that is at least `value`. */
export function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pointAt(sorted, middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the point nearest to `value`; null for an empty curve. */
export function nearest(x: Float64Array, value: number): number | null {
  if (!x.length) return null;
  const after = lowerBound(x, value);
  if (after === 0) return 0;
  if (after === x.length) return x.length - 1;
  return value - pointAt(x, after - 1) <= pointAt(x, after) - value ? after - 1 : after;
}
