import { Text, UnstyledButton } from "@mantine/core";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { stepUnit } from "../experiment/facts";
import { count } from "../shared/numbers";
import classes from "./SummaryStrip.module.css";
import { useLogsView } from "./useLogsView";
import { valueText } from "./valueText";

interface PinnedFigureProps {
  log: Payload["LogEntry"];
}

/** The last value of a log that the reader pinned. Opens the log. */
export function PinnedFigure({ log: { name, line, value } }: PinnedFigureProps) {
  const { row } = useExperiment();
  const view = useLogsView();
  const last = line ? line.last : value;
  return (
    <UnstyledButton
      className={classes.card}
      data-pinned
      onClick={() => view.openLog(name)}
      aria-label={`${name} ${valueText(last)}, open ${name}`}
    >
      <span className={classes.words}>
        <Text fz="sm" c="var(--text-2)" fw="var(--fw-medium)" truncate title={name}>
          {name}
        </Text>
        <Text className={classes.figure} title={String(last)} truncate>
          {valueText(last)}
        </Text>
        <Text fz="xs" c="var(--text-3)" truncate>
          {line ? `at ${stepUnit(row)} ${count(line.last_step)}` : "pinned by you"}
        </Text>
      </span>
    </UnstyledButton>
  );
}
