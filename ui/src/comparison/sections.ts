import type { Payload } from "../api/client";
import { leaks } from "../experiments/leaks";
import {
  counted,
  delta,
  duration,
  exact,
  metric,
  parameter,
  type Scalar,
  shortHash,
  toNumber,
  wantsExponent,
} from "../shared/numbers";

type Comparison = Payload["Comparison"];
type Row = Payload["ExperimentRow"];

/** One cell of the comparison: a value, how far it is from the reference's, and how it is marked. */
export interface Cell {
  text: string;
  /** beside the value, quieter */
  aside?: string;
  /** the whole stored value, for the tooltip */
  exact?: string;
  mark?: "best" | "better" | "differs" | "warning" | "missing" | "faint" | "odd";
}

export interface ComparedRow {
  name: string;
  cells: Cell[];
  differs: boolean;
}

const NONE: Cell = { text: "–", mark: "missing" };

/** Accuracy, loss and whatever else stands in a Summary; the first experiment is the reference. */
export function summaryRows({ experiments }: Comparison): ComparedRow[] {
  const names = [...new Set(["accuracy", "loss", ...experiments.flatMap((row) => Object.keys(row.summary))])];
  return names
    .filter((name) => experiments.some((row) => row.summary[name]))
    .map((name) => ({ name, cells: summaryCells(experiments, name), differs: true }));
}

function summaryCells(experiments: readonly Row[], name: string): Cell[] {
  const values = experiments.map((row) => row.summary[name]);
  const numbers = values.map((one) => (one ? toNumber(one.value) : Number.NaN));
  const higher = values.find(Boolean)?.better !== "lower";
  const honest = numbers.filter((number, at) => Number.isFinite(number) && !leaks(experiments[at]));
  const best = higher ? Math.max(...honest) : Math.min(...honest);
  return values.map((one, at) => {
    if (!one) return NONE;
    const number = numbers[at];
    const cell: Cell = { text: metric(one.value), exact: exact(one.value) };
    if (!Number.isFinite(number)) return { ...cell, mark: "odd" };
    const distance = number - numbers[0];
    if (at > 0 && Number.isFinite(distance)) cell.aside = delta(distance);
    if (leaks(experiments[at])) return { ...cell, mark: "faint" };
    if (honest.length > 1 && number === best) return { ...cell, mark: "best" };
    return cell;
  });
}

export function parameterRows({ parameters }: Comparison): ComparedRow[] {
  return parameters.map(({ name, values, differs }) => ({ name, differs, cells: parameterCells(values) }));
}

function parameterCells(values: readonly Scalar[]): Cell[] {
  const exponent = values.some(wantsExponent);
  return values.map((value, at) => {
    const differs = at > 0 && value !== values[0];
    if (value === null) return differs ? { ...NONE, mark: "differs" } : NONE;
    return {
      text: parameter(value, exponent),
      exact: String(value),
      ...(differs && { mark: "differs" as const }),
    };
  });
}

/** What they learnt and were judged on. */
export function dataRows({ experiments }: Comparison): ComparedRow[] {
  const [reference] = experiments;
  const dataset = experiments.map((row): Cell => {
    if (row.dataset === null) return NONE;
    return { text: row.dataset, ...(row.dataset !== reference.dataset && { mark: "warning" as const }) };
  });
  const splits = experiments.map(({ split }): Cell => {
    if (!split) return NONE;
    const text = `${split.train} train, ${split.test} test, ${split.eval} eval`;
    const differs = reference.split !== null && split.hash !== reference.split.hash;
    return {
      text,
      aside: shortHash(split.hash),
      exact: split.hash,
      ...(differs && { mark: "warning" as const }),
    };
  });
  const leaks = experiments.map(({ split }): Cell => {
    if (!split) return NONE;
    return { text: counted(split.leaks, "image"), ...(split.leaks > 0 && { mark: "warning" as const }) };
  });
  return [
    named("dataset", dataset),
    named("splits", splits),
    ...(experiments.some((row) => row.split?.leaks) ? [named("in two splits", leaks)] : []),
  ].filter(({ cells }) => cells.some(({ mark }) => mark !== "missing"));
}

export function costRows({ experiments }: Comparison): ComparedRow[] {
  const least = Math.min(...experiments.map((row) => row.duration));
  const cells = experiments.map((row): Cell => {
    const running = row.status === "running";
    const best = experiments.length > 1 && row.duration === least && !running;
    return {
      text: duration(row.duration),
      ...(running && { aside: "so far" }),
      ...(best && { mark: "best" as const }),
    };
  });
  return [named("duration", cells)];
}

function named(name: string, cells: Cell[]): ComparedRow {
  return { name, cells, differs: new Set(cells.map(({ text, aside }) => `${text} ${aside ?? ""}`)).size > 1 };
}
