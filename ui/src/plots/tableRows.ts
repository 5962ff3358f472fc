import { type Curve, lowerBound } from "./curves";

export interface TableRow {
  x: number;
  /** One a curve, in their order; null where it has no point there. */
  values: (number | null)[];
}

/** Every x that any curve has, in order; of more than `limit` an even choice that keeps the first and the last. */
export function tableRows(curves: readonly Curve[], limit: number): TableRow[] {
  const all = [...new Set(curves.flatMap(({ x }) => [...x]))].sort((a, b) => a - b);
  return evenly(all, limit).map((x) => ({ x, values: curves.map((curve) => valueAt(curve, x)) }));
}

function valueAt({ x, y }: Curve, wanted: number): number | null {
  const at = lowerBound(x, wanted);
  return x[at] === wanted ? (y[at] as number) : null;
}

function evenly(xs: readonly number[], limit: number): number[] {
  if (xs.length <= limit) return [...xs];
  return Array.from(
    { length: limit },
    (_, at) => xs[Math.round((at * (xs.length - 1)) / (limit - 1))] as number,
  );
}
