import type { Cell, Matrix, Ramp } from "./heatmap";
import { shades } from "./heatmap";

export interface Size {
  width: number;
  height: number;
}

/** Where the cells are, in CSS pixels. */
export interface HeatmapLayout {
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  rows: number;
  columns: number;
  /** Pixels before the last row and the last column, which stand apart when they are the background. */
  apart: number;
}

/** Where things are, in CSS pixels. Row = truth, column = prediction. Drawing and clicking share it, so they can't disagree. */
export function heatmapLayout(matrix: Matrix, area: Size): HeatmapLayout {
  const rows = matrix.rows.length;
  const columns = matrix.columns.length;
  const apart = matrix.background ? 10 : 0;
  return {
    left: 0,
    top: 0,
    cellWidth: (area.width - apart) / columns,
    cellHeight: (area.height - apart) / rows,
    rows,
    columns,
    apart,
  };
}

/** The cell's rectangle. */
export function cellBox(
  layout: HeatmapLayout,
  cell: Cell,
): { x: number; y: number; width: number; height: number } {
  const x =
    layout.left + cell.column * layout.cellWidth + (cell.column === layout.columns - 1 ? layout.apart : 0);
  const y = layout.top + cell.row * layout.cellHeight + (cell.row === layout.rows - 1 ? layout.apart : 0);
  return { x, y, width: layout.cellWidth, height: layout.cellHeight };
}

/** The cell under a point; null outside and in the gap before the background. */
export function cellAt(layout: HeatmapLayout, x: number, y: number): Cell | null {
  const column = along(x - layout.left, layout.cellWidth, layout.columns, layout.apart);
  const row = along(y - layout.top, layout.cellHeight, layout.rows, layout.apart);
  return row === null || column === null ? null : { row, column };
}

function along(at: number, size: number, count: number, apart: number): number | null {
  const lastStart = (count - 1) * size;
  if (at < 0 || at >= count * size + apart) return null;
  if (at < lastStart) return Math.floor(at / size);
  return at >= lastStart + apart ? count - 1 : null;
}

/** Colours of a ramp by share 0..1, as CSS colours. */
export type ColorScale = (ramp: Ramp, share: number) => string;

/** Pure: the same input gives the same pixels. Device pixels are the caller's business. */
export function drawHeatmap(
  context: CanvasRenderingContext2D,
  matrix: Matrix,
  layout: HeatmapLayout,
  scale: ColorScale,
): void {
  const gap = Math.min(layout.cellWidth, layout.cellHeight) >= 6 ? 1 : 0;
  for (const [row, line] of shades(matrix).entries()) {
    for (const [column, shade] of line.entries()) {
      if (!shade) continue;
      const { x, y, width, height } = cellBox(layout, { row, column });
      context.fillStyle = scale(shade.ramp, shade.share);
      context.fillRect(x, y, width - gap, height - gap);
    }
  }
}
