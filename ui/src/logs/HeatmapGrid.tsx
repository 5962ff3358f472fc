import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import classes from "./HeatmapGrid.module.css";
import { HeatmapGridRow } from "./HeatmapGridRow";
import { type Cell, type Matrix, moveCell, shades } from "./heatmap";

interface HeatmapGridProps {
  matrix: Matrix;
  label: string;
  large: boolean;
}

/** Up to twenty classes as cells with their numbers. One tab stop; the arrow keys walk. */
export function HeatmapGrid({ matrix, label, large }: HeatmapGridProps) {
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);
  const shaded = useMemo(() => shades(matrix), [matrix]);
  const walk = (event: KeyboardEvent) => {
    const next = moveCell(matrix, active, event.key);
    if (!next) return;
    event.preventDefault();
    setActive(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row},${next.column}"]`)?.focus();
  };
  const dense = !large && matrix.columns.length > 8;
  const last = matrix.background ? matrix.columns.length - 1 : -1;
  return (
    <div className={classes.frame} data-large={large || undefined} data-dense={dense || undefined}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked with the arrow keys
        role="grid"
        aria-label={label}
        className={classes.grid}
        onKeyDown={walk}
      >
        <thead>
          <tr>
            <td className={classes.corner} />
            {matrix.columns.map((name, column) => [
              column === last && <td key="gap" className={classes.gapColumn} />,
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                key={column}
                scope="col"
                title={name}
                className={`${classes.head} ${active.column === column ? classes.on : ""}`}
              >
                {name}
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((name, row) => (
            <HeatmapGridRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              key={row}
              {...{ matrix, name, row, active }}
              shades={shaded[row] ?? []}
              onActive={setActive}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
