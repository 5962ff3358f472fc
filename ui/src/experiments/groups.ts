import type { Payload } from "../api/client";
import { parameter as shown, toNumber } from "../shared/numbers";
import { leaks } from "./leaks";

type Row = Payload["ExperimentRow"];

/** What a group's row says about one name of the Summary. */
export interface GroupFigure {
  mean: number | null;
  /** of a sample; null for a single experiment */
  deviation: number | null;
  best: number | null;
  better: "higher" | "lower";
}

export interface Group {
  key: string;
  rows: Row[];
  /** experiments that are measured on images that leaked: they stay out of the figures */
  leftOut: number;
  figures: Record<string, GroupFigure>;
}

/** Rows by the value of a field, groups in the order of their first row: what sorts the rows sorts the groups by their best. */
export function groupRows(rows: readonly Row[], field: string): Group[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = groupKey(row, field);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, members]) => summed(key, members));
}

function groupKey(row: Row, field: string): string {
  if (field === "status") return row.status;
  if (field === "dataset") return row.dataset ?? "no dataset";
  if (field === "tag") return row.tags.join(", ") || "no tag";
  const value = row.parameters[field];
  return value === null || value === undefined ? `no ${field}` : shown(value);
}

function summed(key: string, rows: Row[]): Group {
  const honest = rows.filter((row) => !leaks(row));
  const figures: Record<string, GroupFigure> = {};
  for (const name of new Set(rows.flatMap((row) => Object.keys(row.summary)))) {
    figures[name] = figure(honest, name);
  }
  return { key, rows, leftOut: rows.length - honest.length, figures };
}

function figure(rows: readonly Row[], name: string): GroupFigure {
  const values = finiteValues(rows, name);
  const better = rows.map((row) => row.summary[name]?.better).find(Boolean) ?? "higher";
  const n = values.length;
  const mean = n ? values.reduce((sum, value) => sum + value, 0) / n : null;
  const squares = values.reduce((sum, value) => sum + (value - (mean ?? 0)) ** 2, 0);
  return {
    mean,
    deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
    best: bestOf(values, better),
    better,
  };
}

function finiteValues(rows: readonly Row[], name: string): number[] {
  return rows.flatMap((row) => {
    const headline = row.summary[name];
    const value = headline ? toNumber(headline.value) : Number.NaN;
    return Number.isFinite(value) ? [value] : [];
  });
}

function bestOf(values: readonly number[], better: "higher" | "lower"): number | null {
  if (!values.length) return null;
  return values.reduce((best, value) =>
    better === "higher" ? Math.max(best, value) : Math.min(best, value),
  );
}

/** The id of the experiment with the best value of a name, leaking ones left out; null when none has a number. */
export function bestRow(rows: readonly Row[], name: string): string | null {
  const { best } = figure(
    rows.filter((row) => !leaks(row)),
    name,
  );
  if (best === null) return null;
  return rows.find((row) => !leaks(row) && row.summary[name]?.value === best)?.id ?? null;
}
