import { isNumber, metric, type Scalar, type WireNumber } from "../shared/numbers";

const nonFinite = new Set<unknown>(["NaN", "Infinity", "-Infinity"]);

/** Whether it is a number, finite or not. */
export function isFigure(value: Scalar): boolean {
  return isNumber(value) || nonFinite.has(value);
}

/** A number as a metric, a word as it is, an en dash for none. */
export function valueText(value: Scalar): string {
  return value === null || isFigure(value) ? metric(value as WireNumber | null) : String(value);
}
