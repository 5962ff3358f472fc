/** What the horizontal axis of every curve on a page counts. */
export type XAxis = "step" | "relative" | "time";

export const xAxes: readonly XAxis[] = ["step", "relative", "time"];

/** Names for people: the switch and the end of the axis. */
export const xAxisWords: Record<XAxis, string> = { step: "step", relative: "relative", time: "time" };

/** A span of the horizontal axis: steps, seconds since the start, or seconds since the epoch. */
export interface Span {
  start: number;
  end: number;
}

/** Zooms are nested: the last one is shown, and going back drops it. In the address: `10..50,20..30`. */
export function readZoom(text: string | undefined): Span[] {
  if (!text) return [];
  return text
    .split(",")
    .map((part) => part.split("..").map(Number))
    .filter(
      (pair): pair is [number, number] =>
        pair.length === 2 && pair.every(Number.isFinite) && pair[0] < pair[1],
    )
    .map(([start, end]) => ({ start, end }));
}

export function writeZoom(zoom: readonly Span[]): string | undefined {
  return zoom.length ? zoom.map(({ start, end }) => `${tidy(start)}..${tidy(end)}`).join(",") : undefined;
}

/** Enough digits for one millisecond of wall time; no more, because the address is read by people. */
function tidy(x: number): string {
  return String(Number(x.toPrecision(13)));
}

/**
 * The right end of a growing axis. It moves in steps of a quarter of the span, so that a curve that
 * gains a point a second does not push all the others along each time.
 */
export function growingEnd(start: number, end: number, before: number | null): number {
  if (before !== null && end <= before && before <= start + (end - start) * 1.6) return before;
  return end + (end - start) * 0.25;
}
