import { count, exact, metric, share } from "../shared/numbers";
import classes from "./HeatmapGrid.module.css";
import { type Cell, cellWords, type Matrix, rampStep, rowShare, type Shade, valueAt } from "./heatmap";

interface HeatmapGridRowProps {
  matrix: Matrix;
  name: string;
  row: number;
  active: Cell;
  shades: readonly (Shade | null)[];
  onActive: (cell: Cell) => void;
}

export function HeatmapGridRow({ matrix, name, row, active, shades, onActive }: HeatmapGridRowProps) {
  const background = matrix.background;
  return (
    <>
      {background && row === matrix.rows.length - 1 && <tr className={classes.gapRow} aria-hidden />}
      <tr>
        <th scope="row" title={name} className={`${classes.side} ${active.row === row ? classes.on : ""}`}>
          {name}
        </th>
        {matrix.columns.map((_, column) => [
          background && column === matrix.columns.length - 1 && <td key="gap" aria-hidden />,
          <GridCell
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
            key={column}
            matrix={matrix}
            cell={{ row, column }}
            shade={shades[column] ?? null}
            active={active.row === row && active.column === column}
            onActive={onActive}
          />,
        ])}
      </tr>
    </>
  );
}

interface GridCellProps {
  matrix: Matrix;
  cell: Cell;
  shade: Shade | null;
  active: boolean;
  onActive: (cell: Cell) => void;
}

function GridCell({ matrix, cell, shade, active, onActive }: GridCellProps) {
  const value = valueAt(matrix, cell);
  const words = cellWords(matrix, cell, exact(value));
  const part = rowShare(matrix, cell);
  const step = shade ? rampStep(shade) : 0;
  const look = shade ? (step >= 4 ? classes.light : "") : classes.none;
  return (
    <td
      data-cell={`${cell.row},${cell.column}`}
      tabIndex={active ? 0 : -1}
      aria-label={words}
      title={part === null ? words : `${words}, ${share(part)} of the row`}
      className={`${classes.cell} ${look}`}
      style={shade ? { background: `var(--${shade.ramp}-${step})` } : undefined}
      onFocus={() => onActive(cell)}
      onMouseEnter={() => onActive(cell)}
    >
      {(shade || !Number.isFinite(value)) && (Number.isInteger(value) ? count(value) : metric(value))}
    </td>
  );
}
