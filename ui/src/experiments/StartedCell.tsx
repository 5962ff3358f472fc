import { ago, fullTime } from "../shared/numbers";
import { useNow } from "../shared/useNow";
import classes from "./ExperimentTable.module.css";

interface StartedCellProps {
  time: number;
}

export function StartedCell({ time }: StartedCellProps) {
  const now = useNow();
  return (
    <time className={classes.quiet} title={fullTime(time)} dateTime={new Date(time * 1000).toISOString()}>
      {ago(time, now)}
    </time>
  );
}
