import { HeatmapCanvas } from "./HeatmapCanvas";
import { HeatmapGrid } from "./HeatmapGrid";
import type { Matrix } from "./heatmap";

/** More than this, and a cell is a few pixels: one canvas instead of a thousand elements. */
const mostCells = 20;

export interface HeatmapProps {
  matrix: Matrix;
  label: string;
  large: boolean;
}

export function Heatmap(props: HeatmapProps) {
  const { rows, columns } = props.matrix;
  return Math.max(rows.length, columns.length) > mostCells + 1 ? (
    <HeatmapCanvas {...props} />
  ) : (
    <HeatmapGrid {...props} />
  );
}
