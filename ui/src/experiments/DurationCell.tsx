import type { Payload } from "../api/client";
import { duration, left } from "../shared/numbers";
import classes from "./ExperimentTable.module.css";

interface DurationCellProps {
  row: Payload["ExperimentRow"];
}

/** How long it took; of a running experiment what is left, when that is known. */
export function DurationCell({ row }: DurationCellProps) {
  const rest = row.status === "running" ? row.progress?.left : null;
  return (
    <span className={classes.quiet} title={rest != null ? `${duration(row.duration)} so far` : undefined}>
      {rest != null ? left(rest) : duration(row.duration)}
    </span>
  );
}
