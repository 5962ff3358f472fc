import type { Span, XAxis } from "./axis";

/** Numbers of one axis, all with the same decimals. */
export function numberTicks(splits: readonly number[]): string[] {
  const step =
    splits.length > 1 ? Math.abs((splits[1] as number) - (splits[0] as number)) : Math.abs(splits[0] ?? 1);
  const largest = Math.max(...splits.map(Math.abs), 0);
  if (largest >= 1e6) return splits.map((value) => shortNumber(value));
  if (step > 0 && step < 1e-3) return splits.map((value) => (value === 0 ? "0" : scientific(value)));
  const decimals = decimalsFor(step);
  return splits.map((value) => signed(value.toLocaleString("en", decimalsOf(decimals))));
}

/** Powers of ten of a logarithmic axis. */
export function logTicks(splits: readonly (number | null)[]): string[] {
  return splits.map((value) => {
    if (value === null || !Number.isInteger(Math.round(Math.log10(value) * 1e9) / 1e9)) return "";
    return value >= 1e-3 && value < 1e6 ? String(Number(value.toPrecision(1))) : scientific(value);
  });
}

/** As many decimals as the distance between ticks has. */
function decimalsFor(step: number): number {
  if (step === 0) return 0;
  for (let decimals = 0; decimals < 6; decimals += 1) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return 6;
}

function decimalsOf(decimals: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}

function shortNumber(value: number): string {
  const [scale, unit] =
    Math.abs(value) >= 1e9 ? [1e9, " G"] : Math.abs(value) >= 1e6 ? [1e6, " M"] : [1e3, " k"];
  if (value === 0) return "0";
  if (Math.abs(value) >= 1e12) return scientific(value);
  return signed(`${Number((value / scale).toPrecision(4))}${unit}`);
}

function scientific(value: number): string {
  return signed(value.toExponential(1));
}

function signed(text: string): string {
  return text.replace(/^-/, "−");
}

/** What the numbers of a relative axis count, so that they stay small. */
export interface TimeUnit {
  seconds: number;
  word: string;
}

const units: readonly TimeUnit[] = [
  { seconds: 86_400, word: "d" },
  { seconds: 3600, word: "h" },
  { seconds: 60, word: "min" },
  { seconds: 1, word: "s" },
];

export function timeUnit(span: Span): TimeUnit {
  const length = span.end - span.start;
  return units.find(({ seconds }) => length >= seconds * 2.5) ?? (units.at(-1) as TimeUnit);
}

/** Wall time: the clock within a day, else the date. */
export function clockTicks(splits: readonly number[]): string[] {
  const step = splits.length > 1 ? (splits[1] as number) - (splits[0] as number) : 60;
  const format = new Intl.DateTimeFormat("en-GB", clockOptions(step));
  return splits.map((seconds) => format.format(seconds * 1000));
}

function clockOptions(step: number): Intl.DateTimeFormatOptions {
  if (step >= 86_400) return { day: "numeric", month: "short" };
  if (step >= 60) return { hour: "2-digit", minute: "2-digit" };
  return { hour: "2-digit", minute: "2-digit", second: "2-digit" };
}

/** The crosshair's place in words: "epoch 24", "12.5 min", "14:03:07". */
export function whereWords(x: number, axis: XAxis, unit: string): string {
  if (axis === "step") return `${unit} ${x.toLocaleString("en", { maximumFractionDigits: 3 })}`;
  if (axis === "time") {
    return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" }).format(x * 1000);
  }
  const { seconds, word } = timeUnit({ start: 0, end: Math.max(Math.abs(x), 1) });
  return `${(x / seconds).toLocaleString("en", { maximumFractionDigits: 1 })} ${word}`;
}
