import { toNumber, type WireNumber } from "../shared/numbers";

/** The stored form of a bar log. `image_list` is flat, or one list a bar. */
export interface BarData {
  x: string[];
  y: WireNumber[];
  image_list?: string[] | string[][];
}

export interface Bar {
  name: string;
  value: number;
  /** 0..1 of the plot's width: where the bar starts, and how long it is. */
  start: number;
  length: number;
}

export interface BarChart {
  bars: Bar[];
  /** Different images that the log lists; null where it lists none. */
  images: number | null;
  total: number;
}

/** Bars from a common zero; negative ones reach to its left. */
export function barsOf({ x, y, image_list }: BarData): BarChart {
  const values = y.map(toNumber);
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((a, b) => Math.min(a, b), 0);
  const high = finite.reduce((a, b) => Math.max(a, b), 0);
  const range = high - low || 1;
  return {
    bars: values.map((value, at) => {
      const end = Number.isFinite(value) ? value : 0;
      return {
        name: x[at] ?? String(at),
        value,
        start: (Math.min(0, end) - low) / range,
        length: Math.abs(end) / range,
      };
    }),
    images: image_list ? new Set(image_list.flat()).size : null,
    total: finite.reduce((a, b) => a + b, 0),
  };
}
