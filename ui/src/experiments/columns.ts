import type { Payload } from "../api/client";
import { isNumber } from "../shared/numbers";

type Table = Payload["ExperimentTable"];

/** The columns that every project has. */
const FIXED = ["status", "splits", "dataset", "started", "duration"] as const;
type Fixed = (typeof FIXED)[number];

/**
 * A column of the table, apart from the name, which is always there.
 * `summary`: a reserved name of the Summary. `metric`: any other log. `parameter`: a parameter.
 */
export type Column =
  | { kind: "fixed"; name: Fixed }
  | { kind: "summary"; name: string }
  | { kind: "metric"; name: string }
  | { kind: "parameter"; name: string };

const SUMMARY = ["accuracy", "loss"];
const PARAMETERS_SHOWN = 3;

/** What a project shows before anyone chose: status, Summary, the parameters that differ most, splits, times. */
export function defaultColumns(table: Pick<Table, "parameters" | "differing" | "rows">): Column[] {
  const splits = table.rows.some((row) => row.split);
  return [
    fixed("status"),
    ...SUMMARY.map(summary),
    ...table.parameters.slice(0, Math.min(table.differing, PARAMETERS_SHOWN)).map(parameter),
    ...(splits ? [fixed("splits")] : []),
    fixed("started"),
    fixed("duration"),
  ];
}

/** Everything that can be a column of this project, in the order of the chooser. */
export function possibleColumns(table: Pick<Table, "parameters" | "metrics">): Column[] {
  return [
    fixed("status"),
    ...SUMMARY.map(summary),
    ...FIXED.slice(1).map(fixed),
    ...table.parameters.map(parameter),
    ...table.metrics.filter((name) => !SUMMARY.includes(name)).map(metric),
  ];
}

export const fixed = (name: Fixed): Column => ({ kind: "fixed", name });
export const summary = (name: string): Column => ({ kind: "summary", name });
export const metric = (name: string): Column => ({ kind: "metric", name });
export const parameter = (name: string): Column => ({ kind: "parameter", name });

const PREFIX = { fixed: "", summary: "", metric: "log:", parameter: "p:" };

/** A column as one word of the address; also its identity. */
export function columnId(column: Column): string {
  return PREFIX[column.kind] + column.name.replace(/[%,]/g, encodeURIComponent);
}

/** The columns of an address; words that name none are left out. */
export function readColumns(text: string): Column[] {
  return text.split(",").flatMap((word) => readColumn(word) ?? []);
}

function readColumn(word: string): Column | null {
  const [, prefix, rest] = /^(log:|p:)?(.*)$/s.exec(word) ?? [];
  const name = unescaped(rest ?? "");
  if (name === "") return null;
  if (prefix === "p:") return parameter(name);
  if (prefix === "log:") return metric(name);
  if (SUMMARY.includes(name)) return summary(name);
  const known = FIXED.find((one) => one === name);
  return known ? fixed(known) : null;
}

function unescaped(text: string): string {
  return text.replace(/%(25|2C)/gi, decodeURIComponent);
}

export function writeColumns(columns: readonly Column[]): string {
  return columns.map(columnId).join(",");
}

/** The field that the server sorts and filters by. */
export function columnField(column: Column): string | null {
  return column.kind === "fixed" && column.name === "splits" ? null : column.name;
}

/** The logs that the server adds to each row. */
export function metricNames(columns: readonly Column[]): string[] {
  return columns.filter(({ kind }) => kind === "metric").map(({ name }) => name);
}

/** Whether a column's numbers stand at the right. */
export function isNumeric(column: Column, rows: readonly Payload["ExperimentRow"][]): boolean {
  if (column.kind === "summary" || column.kind === "metric") return true;
  if (column.kind === "fixed") return column.name === "started" || column.name === "duration";
  return rows.some((row) => isNumber(row.parameters[column.name]));
}
