import { distance } from "fastest-levenshtein";
import type { Payload } from "../api/client";
import { type Scalar, toNumber } from "../shared/numbers";
import { quoted, type Token, tokens, unquoted } from "./filterTokens";

type Row = Payload["ExperimentRow"];

/** A filter with one part put right, and that part. */
export interface Repair {
  part: string;
  filter: string;
}

/** For each comparison and each plain word of a filter, the nearest one that some row meets. They are not tried out. */
export function repairs(filter: string, rows: readonly Row[]): Repair[] {
  const pieces = tokens(filter).filter(({ kind }) => kind !== "space");
  return pieces.flatMap((token, at) => {
    const before = pieces[at - 1];
    const field = pieces[at - 2];
    if (before?.kind === "operator" && field) return compared(filter, [field, before, token], rows);
    if (token.kind !== "word" && token.kind !== "string") return [];
    const name = nearestText(
      unquoted(token.text),
      rows.map((row) => row.name),
    );
    return name === null ? [] : [replaced(filter, token, token, quoted(name))];
  });
}

function compared(
  filter: string,
  [field, operator, value]: [Token, Token, Token],
  rows: readonly Row[],
): Repair[] {
  const found = rows.flatMap((row) => valuesOf(row, unquoted(field.text)));
  const part = nearestComparison(operator.text, unquoted(value.text), found);
  return part === null ? [] : [replaced(filter, field, value, `${field.text} ${part}`)];
}

function replaced(filter: string, from: Token, to: Token, part: string): Repair {
  return { part, filter: filter.slice(0, from.at) + part + filter.slice(to.at + to.text.length) };
}

function valuesOf(row: Row, field: string): Scalar[] {
  if (field === "tag") return row.tags;
  if (field === "name" || field === "status" || field === "dataset") return [row[field]];
  const headline = row.summary[field];
  return [headline ? toNumber(headline.value) : (row.parameters[field] ?? null)];
}

function nearestComparison(operator: string, value: string, found: readonly Scalar[]): string | null {
  const wanted = Number(value);
  const numbers = found.filter((one) => typeof one === "number" && Number.isFinite(one)) as number[];
  if (numbers.length && Number.isFinite(wanted)) return nearestNumber(operator, wanted, numbers);
  if (operator !== "=" && operator !== "~") return null;
  const text = nearestText(
    value,
    found.filter((one) => typeof one === "string"),
  );
  return text === null ? null : `${operator} ${quoted(text)}`;
}

/** The end of the range that the operator asks for, in three digits that lie inside it. */
function nearestNumber(operator: string, wanted: number, numbers: readonly number[]): string | null {
  if (operator.startsWith(">")) return `>= ${rounded(Math.max(...numbers), Math.floor)}`;
  if (operator.startsWith("<")) return `<= ${rounded(Math.min(...numbers), Math.ceil)}`;
  if (operator !== "=") return null;
  const off = (one: number) => Math.abs(one - wanted);
  return `= ${numbers.reduce((best, one) => (off(one) < off(best) ? one : best))}`;
}

function rounded(value: number, towards: (value: number) => number): number {
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 2);
  return Number((towards(value / step) * step).toPrecision(3));
}

/** The text with the fewest letters to change; none where that would be more than half of them. */
function nearestText(wanted: string, texts: readonly string[]): string | null {
  const off = (text: string) => distance(wanted.toLowerCase(), text.toLowerCase());
  const best = [...new Set(texts)].toSorted((a, b) => off(a) - off(b))[0];
  return best !== undefined && off(best) <= Math.max(wanted.length, best.length) / 2 ? best : null;
}
