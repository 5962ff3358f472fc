/**
 * Where ticks stand. Our own, because the plot library looks increments up in a table: beyond it (1e308, 1e-300) it finds
 * none and never ends.
 */
export function linearTicks(low: number, high: number, most: number, least = 0): number[] {
  const step = Math.max(least, niceStep(high / most - low / most));
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  const count = Math.min(last - first + 1, most + 2);
  if (!Number.isFinite(step) || step <= 0 || !(count > 0)) return [];
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** 1, 2 or 5 times a power of ten, not less than `raw`. */
function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  return power * ([1, 2, 5].find((first) => first * power >= raw * (1 - 1e-9)) ?? 10);
}

/** Powers of ten, of more than `most` an even choice. */
export function decadeTicks(low: number, high: number, most: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first + 1) / most));
  const ticks: number[] = [];
  for (let power = first; power <= last; power += stride) ticks.push(Number(`1e${power}`));
  return ticks.length ? ticks : [low, high];
}

const clockSteps = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
].concat([1, 2, 7, 14, 30, 90, 180, 365, 1825, 3650].map((days) => days * 86_400));

/** Wall time in seconds: round hours and midnights of a clock that is `offset` seconds ahead of UTC. */
export function clockPlaces(low: number, high: number, most: number, offset: number): number[] {
  const step = clockSteps.find((seconds) => seconds * most >= high - low);
  if (!step) return [];
  const ticks: number[] = [];
  for (let at = Math.ceil((low + offset) / step) * step - offset; at <= high; at += step) ticks.push(at);
  return ticks;
}
