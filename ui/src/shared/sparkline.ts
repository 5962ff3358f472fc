import { toNumber, type WireNumber } from "./numbers";

export interface Point {
  x: number;
  y: number;
}

export interface Sparkline {
  path: string;
  /** the last finite point */
  end: Point | null;
}

/** An SVG path through the points; a number that is not finite breaks it. `range`: the scale, when several share one. */
export function sparkline(
  values: readonly WireNumber[],
  width: number,
  height: number,
  range?: { low: number; high: number },
): Sparkline {
  const numbers = values.map(toNumber);
  const finite = numbers.filter(Number.isFinite);
  if (finite.length === 0) return { path: "", end: null };
  const low = range?.low ?? Math.min(...finite);
  const high = range?.high ?? Math.max(...finite);
  const x = (at: number) => (numbers.length === 1 ? width : (at / (numbers.length - 1)) * width);
  const y = (value: number) => (high === low ? height / 2 : height - ((value - low) / (high - low)) * height);
  let path = "";
  let pen = "M";
  let end: Point | null = null;
  numbers.forEach((value, at) => {
    if (!Number.isFinite(value)) {
      pen = "M";
      return;
    }
    end = { x: x(at), y: y(value) };
    path += `${pen}${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
    pen = "L";
  });
  return { path, end };
}
