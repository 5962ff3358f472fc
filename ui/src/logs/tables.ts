import { isNumber, type Scalar } from "../shared/numbers";

/** The stored form of a table log. */
export interface TableData {
  columns: (string | number)[];
  rows: (string | number)[] | null;
  data: Scalar[][];
  flat?: boolean;
}

export interface Column {
  name: string;
  number: boolean;
  /** Decimals that every number of the column is shown with; null where it holds whole numbers or is written freely. */
  decimals: number | null;
}

export interface TableView {
  columns: Column[];
  rows: Scalar[][];
}

/** Row names become a column of their own; a flat dict is turned on its side, a name and a value a line. */
export function tableView({ columns, rows, data, flat }: TableData): TableView {
  if (flat) {
    const pairs = columns.map((name, at): Scalar[] => [String(name), data[0]?.[at] ?? null]);
    return { columns: [text("name"), text("value")], rows: pairs };
  }
  const body = rows ? data.map((row, at): Scalar[] => [rows[at] ?? null, ...row]) : data;
  const names = rows ? ["", ...columns] : columns;
  return { columns: names.map((name, at) => columnOf(String(name), body, at)), rows: body };
}

function text(name: string): Column {
  return { name, number: false, decimals: null };
}

const nonFinite = new Set<unknown>(["NaN", "Infinity", "-Infinity"]);

export function isNonFinite(cell: Scalar): cell is "NaN" | "Infinity" | "-Infinity" {
  return nonFinite.has(cell);
}

function columnOf(name: string, rows: readonly Scalar[][], at: number): Column {
  const cells = rows.map((row) => row[at] ?? null).filter((cell) => cell !== null);
  const numbers = cells.filter(isNumber);
  const number = numbers.length > 0 && cells.every((cell) => isNumber(cell) || isNonFinite(cell));
  if (!number) return text(name);
  const fractions = numbers
    .map(Number)
    .filter((value) => !Number.isInteger(value))
    .map(Math.abs);
  const plain = fractions.every((size) => size >= 0.001 && size < 1e6);
  return { name, number, decimals: fractions.length && plain ? 3 : null };
}
