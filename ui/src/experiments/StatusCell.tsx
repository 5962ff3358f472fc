import { Progress } from "@mantine/core";
import type { Payload } from "../api/client";
import { LiveDot } from "../shared/LiveDot";
import { count } from "../shared/numbers";
import { StatusLabel } from "../shared/StatusLabel";
import classes from "./ExperimentTable.module.css";

interface StatusCellProps {
  row: Payload["ExperimentRow"];
}

/** The status; of a running experiment how far it is. */
export function StatusCell({ row: { status, progress } }: StatusCellProps) {
  if (status !== "running" || !progress) return <StatusLabel status={status} />;
  const { unit, step, total } = progress;
  return (
    <span className={classes.running}>
      <LiveDot />
      {unit} {count(Math.floor(step))}
      {total !== null && (
        <>
          {` of ${count(total)}`}
          <Progress
            value={(step / total) * 100}
            w={28}
            size={4}
            color="var(--live)"
            bg="var(--surface-3)"
            aria-label="Progress"
          />
        </>
      )}
    </span>
  );
}
