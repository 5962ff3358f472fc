import { toNumber, type WireNumber } from "../shared/numbers";

/** A heatmap ready to draw: names of rows and columns, and numbers (NaN and the infinities as themselves). */
export interface Matrix {
  rows: string[];
  columns: string[];
  values: number[][];
  /** Rows and columns are the same classes, so the diagonal is what was right. */
  square: boolean;
  /** The last column is "missed", the last row "nothing". */
  background: boolean;
}

/** One cell by its indices. Row = truth, column = prediction. */
export interface Cell {
  row: number;
  column: number;
}

export type HeatmapData = ClassHeatmap | FreeHeatmap;

interface ClassHeatmap {
  categories: string[];
  values: WireNumber[][];
  background: boolean;
}
interface FreeHeatmap {
  x: (string | number)[];
  y: (string | number)[];
  z: WireNumber[][];
}

/** From the stored form. */
export function toMatrix(data: HeatmapData): Matrix {
  if ("categories" in data) {
    const names = data.categories.map(String);
    return {
      rows: data.background ? [...names, "nothing"] : names,
      columns: data.background ? [...names, "missed"] : names,
      values: data.values.map((row) => row.map(toNumber)),
      square: true,
      background: data.background,
    };
  }
  return {
    rows: data.y.map(String),
    columns: data.x.map(String),
    values: data.z.map((row) => row.map(toNumber)),
    square: false,
    background: false,
  };
}

export type Ramp = "right" | "wrong" | "seq";

/** How strong a cell is drawn: which ramp, and 0..1 along it. */
export interface Shade {
  ramp: Ramp;
  share: number;
}

/**
 * A confusion matrix is shaded per row by the share of the row's truth; the "nothing" row by the share of all false
 * detections. Any other heatmap runs from its least to its greatest number. Null: nothing to shade.
 */
export function shades(matrix: Matrix): (Shade | null)[][] {
  if (!matrix.square) return freeShades(matrix);
  const last = matrix.rows.length - 1;
  return matrix.values.map((row, r) => {
    const total = sum(row);
    return row.map((value, c) => {
      if (matrix.background && r === last && c === last) return null;
      if (!Number.isFinite(value)) return null;
      return { ramp: r === c ? "right" : "wrong", share: total > 0 ? clamp(value / total) : 0 };
    });
  });
}

function freeShades(matrix: Matrix): (Shade | null)[][] {
  const all = matrix.values.flat().filter(Number.isFinite);
  const low = all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const from = Math.min(low, 0);
  return matrix.values.map((row) =>
    row.map((value) => {
      if (!Number.isFinite(value)) return null;
      return { ramp: "seq", share: high > from ? clamp((value - from) / (high - from)) : 0 };
    }),
  );
}

function sum(row: readonly number[]): number {
  return row.reduce((a, b) => (Number.isFinite(b) ? a + b : a), 0);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** The step 0..5 of a ramp. Zero is quiet, and anything above it leaves step 0: three errors beside 737 hits are seen. */
export function rampStep(shade: Shade): number {
  return Math.floor(rampPlace(shade.share) + 0.2);
}

/** The same without steps, for cells too small to hold a number. */
export function rampPlace(share: number): number {
  return share <= 0 ? 0 : 1 + Math.sqrt(share) * 4;
}

export function valueAt(matrix: Matrix, { row, column }: Cell): number {
  return matrix.values[row]?.[column] ?? Number.NaN;
}

/** Share of the row, where that means something. */
export function rowShare(matrix: Matrix, cell: Cell): number | null {
  if (!matrix.square) return null;
  const total = sum(matrix.values[cell.row] ?? []);
  return total > 0 ? valueAt(matrix, cell) / total : null;
}

/** The cell in words, for the pointer and for a screen reader. */
export function cellWords(matrix: Matrix, cell: Cell, value: string): string {
  const row = matrix.rows[cell.row];
  const column = matrix.columns[cell.column];
  if (!matrix.square) return `${row}, ${column}: ${value}`;
  const last = matrix.rows.length - 1;
  if (matrix.background && cell.row === last && cell.column === last) return "nothing, missed: not counted";
  if (matrix.background && cell.row === last) return `predicted ${column} where nothing is: ${value}`;
  if (matrix.background && cell.column === last) return `truth ${row}, missed: ${value}`;
  return `truth ${row}, predicted ${column}: ${value}`;
}

/** The most-confused pairs, greatest first: what a matrix too large to read in cells has to say. */
export function confusedPairs(matrix: Matrix, limit: number): (Cell & { value: number })[] {
  const pairs: (Cell & { value: number })[] = [];
  for (const [row, values] of matrix.values.entries()) {
    for (const [column, value] of values.entries()) {
      if (row !== column && value > 0) pairs.push({ row, column, value });
    }
  }
  return pairs.sort((a, b) => b.value - a.value).slice(0, limit);
}

/** One step with an arrow key; the edges hold. Home and End go to the ends of the row. */
export function moveCell(matrix: Matrix, cell: Cell, key: string): Cell | null {
  const rows = matrix.rows.length - 1;
  const columns = matrix.columns.length - 1;
  const { row, column } = cell;
  switch (key) {
    case "ArrowUp":
      return { row: Math.max(0, row - 1), column };
    case "ArrowDown":
      return { row: Math.min(rows, row + 1), column };
    case "ArrowLeft":
      return { row, column: Math.max(0, column - 1) };
    case "ArrowRight":
      return { row, column: Math.min(columns, column + 1) };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: columns };
    default:
      return null;
  }
}
