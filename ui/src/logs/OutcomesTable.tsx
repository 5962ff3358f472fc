import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { DataTable } from "../shared/DataTable";
import { ScrollBox } from "../shared/ScrollBox";
import type { Outcomes } from "./evaluation";
import classes from "./LogTable.module.css";
import { OutcomesRow } from "./OutcomesRow";

interface OutcomesTableProps {
  rows: readonly Outcomes[];
  all: Outcomes;
  label: string;
  height: string;
  large: boolean;
}

const counts = [
  { name: "TP", number: true },
  { name: "FP", number: true },
  { name: "FN", number: true },
];
const shares = [
  { name: "precision", number: true },
  { name: "recall", number: true },
];

/** TP, FP and FN of each row, and of all; of any number of rows. */
export function OutcomesTable({ rows, all, label, height, large }: OutcomesTableProps) {
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 28,
    overscan: 12,
    initialRect: { width: 300, height: 400 },
  });
  const items = virtual.getVirtualItems();
  const head = [{ name: "" }, { name: "objects", number: true }, ...counts, ...(large ? shares : [])];
  return (
    <ScrollBox ref={box} className={classes.box} style={{ maxHeight: height }} label={`Rows of ${label}`}>
      <DataTable sticky head={head} label={label}>
        <OutcomesRow row={all} large={large} strong />
        <tr style={{ height: items[0]?.start ?? 0 }} />
        {items.map(({ index }) => {
          const row = rows[index];
          return row && <OutcomesRow key={index} row={row} large={large} />;
        })}
        <tr style={{ height: virtual.getTotalSize() - (items.at(-1)?.end ?? 0) }} />
      </DataTable>
    </ScrollBox>
  );
}
