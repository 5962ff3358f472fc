export const DEFAULT_SMOOTHING = 0.6;

/** The reader's choice; else none for a short curve, where every point can be seen, and 0.6 for a long one. */
export function smoothingFor(points: number, chosen: number | null): number {
  return chosen ?? (points < 50 ? 0 : DEFAULT_SMOOTHING);
}
