import type { XAxis } from "../plots/axis";

/** What the address of an experiment's page carries: everything that is on the screen. */
export interface ExperimentSearch {
  /** the horizontal axis of all curves; "step" where it is missing */
  x?: Exclude<XAxis, "step">;
  /** 0..1; where it is missing, each curve takes what suits its number of points */
  smooth?: number;
  /** nested spans of the axis: `10..50,20..30` */
  zoom?: string;
  /** words that names of logs must have */
  q?: string;
  /** the log that is shown large */
  open?: string;
  /** version of the log that is shown large, where it has several */
  step?: number;
  /** the file that is selected, and its version */
  name?: string;
  version?: number;
}

/** What cannot be read is undefined: the router would else hand over the address's own word for it. */
export function experimentSearch(search: Record<string, unknown>): ExperimentSearch {
  const found: ExperimentSearch = { x: undefined, smooth: undefined, step: undefined, version: undefined };
  if (search.x === "relative" || search.x === "time") found.x = search.x;
  for (const key of ["zoom", "q", "open", "name"] as const) {
    const value = search[key];
    if (typeof value === "string" || typeof value === "number") found[key] = String(value);
  }
  const smooth = Number(search.smooth ?? Number.NaN);
  if (smooth >= 0 && smooth < 1) found.smooth = smooth;
  for (const key of ["step", "version"] as const) {
    const value = Number(search[key] ?? Number.NaN);
    if (Number.isFinite(value)) found[key] = value;
  }
  return found;
}
