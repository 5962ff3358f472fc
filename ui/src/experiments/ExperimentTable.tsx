import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { Column } from "./columns";
import classes from "./ExperimentTable.module.css";
import { groupedLines, plainLines } from "./lines";
import { Spacer } from "./Spacer";
import type { Selection } from "./selection";
import { TableHead } from "./TableHead";
import { TableLine } from "./TableLine";
import type { Board } from "./useBoard";
import { useCompact } from "./useCompact";
import { useExperimentTable } from "./useExperimentTable";
import type { Rows } from "./useRows";
import { useSelect } from "./useSelect";
import { useTableAddress } from "./useTableAddress";
import { useTableKeys } from "./useTableKeys";
import { useWindows } from "./useWindows";

interface ExperimentTableProps {
  project: string;
  board: Board;
  shown: Rows;
  columns: readonly Column[];
  selection: Selection;
}

/** The table itself: heads that stay, lines that are only there while they are in sight. */
export function ExperimentTable({ project, board, shown, columns, selection }: ExperimentTableProps) {
  const { search } = useTableAddress();
  const [compact] = useCompact();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const { group } = search;
  const lines = useMemo(
    () =>
      group === undefined
        ? plainLines(shown.table.total, shown.rows)
        : groupedLines(shown.rows, group, closed),
    [group, shown, closed],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (compact ? 28 : 34),
    overscan: 12,
    scrollPaddingStart: 30,
    onChange: useWindows(board.setPages),
  });
  const table = useExperimentTable(project, shown, columns);
  const select = useSelect(lines, selection);
  useTableKeys({ project, lines, select, show: virtual.scrollToIndex, scroller });
  const items = virtual.getVirtualItems();
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const toggleGroup = (key: string) => setClosed((old) => withToggled(old, key));
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-pending={board.pending || undefined}
      onPointerEnter={() => board.setHeld(true)}
      onPointerLeave={() => board.setHeld(false)}
    >
      <table
        className={classes.table}
        data-compact={compact || undefined}
        style={{ minWidth: table.minWidth }}
      >
        <TableHead table={table} lines={lines} select={select} />
        <tbody>
          <Spacer height={items[0]?.start ?? 0} columns={table.headers.length + 1} />
          {items.map(({ index, key }) => (
            <TableLine key={key} {...{ index, table, select, toggleGroup }} line={lines[index]} />
          ))}
          <Spacer height={below} columns={table.headers.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

function withToggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}
