import type { Payload } from "../api/client";
import type { LogsView } from "./useLogsView";

/** What every card of a log is given. */
export interface LogCardProps {
  log: Payload["LogEntry"];
  view: LogsView;
}
