import { Text } from "@mantine/core";
import { ago, duration, fullTime } from "../shared/numbers";
import { useNow } from "../shared/useNow";
import { useExperiment } from "./ExperimentContext";
import { commitOf } from "./facts";
import classes from "./HeaderFacts.module.css";

/** Dataset, commit, age, duration: where it comes from, at the end of the parameters. */
export function HeaderFacts() {
  const { row, facts } = useExperiment();
  const now = useNow(row.status === "running" ? 1 : 30);
  const commit = commitOf(facts);
  const lasted = row.status === "running" ? now - row.started : row.duration;
  return (
    <Text className={classes.facts} fz="sm" c="var(--text-3)" component="div">
      {row.dataset && <span>dataset {row.dataset}</span>}
      {commit && (
        <span title={commit}>
          commit <code>{commit.slice(0, 7)}</code>
        </span>
      )}
      <span title={fullTime(row.started)}>{ago(row.started, now)}</span>
      <span>{duration(lasted)}</span>
    </Text>
  );
}
