import type { Payload } from "../api/client";
import { listOf } from "./list";

/** A number as JSON carries it: `"NaN"`, `"Infinity"` and `"-Infinity"` are words; what a number would round is a bigint. */
export type WireNumber = Payload["LineHead"]["last"] | bigint;
/** One cell of a table, one parameter. */
export type Scalar = boolean | number | bigint | string | null;

export const MISSING = "–";
const MINUS = "−";
const THIN_WORDS: Record<string, string> = { NaN: "NaN", Infinity: "∞", "-Infinity": "−∞" };

/** The wire's number as a number: `"NaN"`, `"Infinity"` and `"-Infinity"` become what they name. */
export function toNumber(value: WireNumber): number {
  return typeof value === "number" ? value : Number(value);
}

export function finite(value: WireNumber | null | undefined): boolean {
  return typeof value === "bigint" || (typeof value === "number" && Number.isFinite(value));
}

/** A metric: 0.913, 12.35, 1.0e-4, NaN, ∞; an en dash where there is none. */
export function metric(value: WireNumber | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  const number = toNumber(value);
  if (!Number.isFinite(number)) return nonFinite(number);
  return signed(number, magnitude(Math.abs(number)));
}

function magnitude(size: number): string {
  if (size === 0) return "0.000";
  if (size < 0.001 || size >= 1e6) return exponent(size, 1);
  if (size < 10) return size.toFixed(3);
  if (size >= 1000) return grouped(Math.round(size));
  return size.toFixed(size < 100 ? 2 : 1);
}

function exponent(size: number, digits: number): string {
  return size.toExponential(digits).replace("e+", "e");
}

function nonFinite(number: number): string {
  return THIN_WORDS[String(number)] ?? String(number);
}

function signed(number: number, text: string): string {
  return number < 0 ? MINUS + text : text;
}

/** The full stored number, for hover and copy. */
export function exact(value: WireNumber | null | undefined): string {
  return value === null || value === undefined ? MISSING : String(value);
}

/** A parameter as it was written: 8, 0.5, 1.0e-4, adam, true; of a list its items. */
export function parameter(value: Scalar | undefined, asExponent = false): string {
  if (value === null || value === undefined) return MISSING;
  const list = listOf(value);
  if (list?.length) return list.map((item) => parameter(item)).join(", ");
  if (typeof value === "bigint") return signed(Number(value), String(value).replace("-", ""));
  if (typeof value !== "number") return String(value);
  if (!Number.isFinite(value)) return nonFinite(value);
  const size = withoutNoise(Math.abs(value));
  if (size !== 0 && (asExponent || wantsExponent(value))) return signed(value, shortExponent(size));
  return signed(value, String(size));
}

/** Whether it is a number, of whatever length. */
export function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Whether one parameter is written with an exponent; a column follows its smallest value. */
export function wantsExponent(value: Scalar | undefined): boolean {
  if (typeof value !== "number" || value === 0 || !Number.isFinite(value)) return false;
  const size = Math.abs(value);
  return size < 0.001 || (size >= 1e6 && !Number.isInteger(value)) || size >= 1e15;
}

function shortExponent(size: number): string {
  const shortest = exponent(size, 1);
  return Number(shortest) === size ? shortest : size.toExponential().replace("e+", "e");
}

/** 0.003 / 5 is 6e-4 to whoever wrote it; whole numbers are exact as they are. */
function withoutNoise(size: number): number {
  return Number.isInteger(size) ? size : Number(size.toPrecision(12));
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count: 2,382; from a million 49.6 M. */
export function count(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} G`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  return grouped(Math.round(value));
}

/** "1 experiment", "2,382 experiments". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A share in 0..1: 91.6 %. */
export function share(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

/** A difference, with its sign: −0.026, +0.010; a true zero has none. */
export function delta(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  return value > 0 ? `+${metric(value)}` : metric(value);
}

/** A size in bytes: 842 B, 1.2 kB, 49 MB. */
export function bytes(value: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let size = value;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 10 ? 0 : 1;
  return `${size.toFixed(digits)} ${units[unit]}`;
}

/** A stretch of time in seconds: 31 s, 22 min, 1 h 24 min, 2 d 4 h. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return MISSING;
  if (seconds < 59.5) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** "≈ 46 min left" */
export function left(seconds: number): string {
  return `≈ ${duration(seconds)} left`;
}

/** A latency in milliseconds: 148 ms, 2.1 s. */
export function latency(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

const DAY = 86_400;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** How long ago, both in seconds since the epoch: just now, 38 min ago, yesterday, 6 days ago, 12 Mar 2026. */
export function ago(time: number, now: number): string {
  const seconds = now - time;
  if (seconds < 60) return "just now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  const days = daysBetween(time, now);
  if (days === 0 || seconds < 6 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  if (days === 1) return "yesterday";
  if (days < 14) return `${days} days ago`;
  const date = new Date(time * 1000);
  return `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`;
}

function daysBetween(time: number, now: number): number {
  const start = (at: number) => new Date(at * 1000).setHours(0, 0, 0, 0);
  return Math.round((start(now) - start(time)) / (DAY * 1000));
}

/** The full time with its zone, for the tooltip. */
export function fullTime(time: number): string {
  return new Date(time * 1000).toLocaleString("en-GB", {
    dateStyle: "medium",
    timeStyle: "long",
  });
}

/** First 4 digits of a hash. */
export function shortHash(hash: string): string {
  return hash.slice(0, 4);
}

/** First 4 … last 4 digits of a hash. */
export function middleHash(hash: string): string {
  return hash.length <= 9 ? hash : `${hash.slice(0, 4)}…${hash.slice(-4)}`;
}

/** A name cut in the middle: the tail says which file it is. */
export function cutMiddle(text: string, length: number): string {
  if (text.length <= length) return text;
  const tail = Math.ceil((length - 1) * 0.6);
  return `${text.slice(0, length - 1 - tail)}…${text.slice(-tail)}`;
}
