import type { Payload } from "../api/client";
import { LiveDot } from "../shared/LiveDot";
import { ago, count, fullTime } from "../shared/numbers";
import { useNow } from "../shared/useNow";
import classes from "./ProjectsPage.module.css";

interface ActivityProps {
  row: Payload["ProjectRow"];
}

export function Activity({ row: { running, last_activity: last } }: ActivityProps) {
  const now = useNow();
  if (running > 0) {
    return (
      <span className={classes.running}>
        <LiveDot />
        {count(running)} running
      </span>
    );
  }
  if (last === null) return <span className={classes.quiet}>–</span>;
  return <time title={fullTime(last)}>{ago(last, now)}</time>;
}
