export const DEFAULT_SMOOTHING = 0.6;

/** Stored points below which every one can be seen. */
export const SHORT = 50;

/** The reader's choice; else none for a short curve, where every point can be seen, and 0.6 for a long one. */
export function smoothingFor(points: number, chosen: number | null): number {
  return chosen ?? (points < SHORT ? 0 : DEFAULT_SMOOTHING);
}
