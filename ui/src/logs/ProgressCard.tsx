import { Progress, Text } from "@mantine/core";
import type { Payload } from "../api/client";
import { count, left } from "../shared/numbers";
import classes from "./SummaryStrip.module.css";

interface ProgressCardProps {
  progress: Payload["Progress"];
}

/** How far a running experiment is, and how long it will take where that can be told. */
export function ProgressCard({ progress: { unit, step, total, left: seconds } }: ProgressCardProps) {
  return (
    <div className={classes.card}>
      <div className={classes.words}>
        <Text fz="sm" c="var(--text-2)" fw="var(--fw-medium)">
          {unit}
        </Text>
        <Text fz="xl" lh="34px" fw="var(--fw-strong)">
          {count(step)}
          {total !== null && (
            <Text span c="var(--text-3)" fz="md">
              {` of ${count(total)}`}
            </Text>
          )}
        </Text>
        {total !== null && (
          <Progress size={3} value={(step / total) * 100} aria-label={`${unit} ${step} of ${total}`} />
        )}
        <Text fz="xs" c="var(--text-3)" pt={total === null ? 0 : 4}>
          {seconds === null ? "running" : left(seconds)}
        </Text>
      </div>
    </div>
  );
}
