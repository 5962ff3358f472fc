import type { ReactNode } from "react";
import { ComparedCell } from "./ComparedCell";
import classes from "./ComparisonPage.module.css";
import type { ComparedRow } from "./sections";

interface ComparisonSectionProps {
  title: string;
  note?: string;
  /** columns of the whole table */
  span: number;
  rows: readonly ComparedRow[];
  children?: ReactNode;
}

export function ComparisonSection({ title, note, span, rows, children }: ComparisonSectionProps) {
  if (rows.length === 0 && !note) return null;
  return (
    <tbody>
      <tr className={classes.section}>
        <th colSpan={span} scope="rowgroup">
          <span className={classes.sectionHead}>
            <span className={classes.sectionName}>{title}</span>
            {note}
            {children}
          </span>
        </th>
      </tr>
      {rows.map(({ name, cells }) => (
        <tr key={name}>
          <th scope="row" title={name}>
            {name}
          </th>
          {cells.map((cell, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the experiment
            <ComparedCell key={at} cell={cell} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}
