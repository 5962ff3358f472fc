import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { DataTable } from "../shared/DataTable";
import { ScrollBox } from "../shared/ScrollBox";
import classes from "./LogTable.module.css";
import { TableCell } from "./TableCell";
import { type TableData, tableView } from "./tables";

interface LogTableProps {
  data: TableData;
  label: string;
  height: string;
}

const rowHeight = 28;

/** A table of any length: only the rows in sight are on the page. */
export function LogTable({ data, label, height }: LogTableProps) {
  const { columns, rows } = useMemo(() => tableView(data), [data]);
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 300, height: 400 },
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <ScrollBox ref={box} className={classes.box} style={{ maxHeight: height }} label={`Rows of ${label}`}>
      <DataTable sticky head={columns} label={label}>
        {above > 0 && <tr style={{ height: above }} />}
        {items.map(({ index }) => (
          <tr key={index}>
            {columns.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <TableCell key={at} cell={rows[index]?.[at] ?? null} column={column} />
            ))}
          </tr>
        ))}
        {below > 0 && <tr style={{ height: below }} />}
      </DataTable>
    </ScrollBox>
  );
}
