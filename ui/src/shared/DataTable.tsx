import type { ReactNode } from "react";
import classes from "./DataTable.module.css";

interface DataTableProps {
  head: { name: string; number?: boolean }[];
  label: string;
  /** The table stands in a box that scrolls: its heads stay in sight. */
  sticky?: boolean;
  children: ReactNode;
}

/** Heads stay in sight, numbers stand right, rows never wrap. Cells of numbers carry `data-number`. */
export function DataTable({ head, label, sticky = false, children }: DataTableProps) {
  return (
    <table className={classes.table} data-sticky={sticky || undefined} aria-label={label}>
      <thead>
        <tr>
          {head.map(({ name, number }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; names may repeat
            <th key={at} scope="col" data-number={number || undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
