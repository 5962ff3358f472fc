import { Modal } from "@mantine/core";
import type { ComponentType } from "react";
import type { Payload } from "../api/client";
import { surfaces } from "../surfaces";
import type { LogCardProps } from "./cardProps";
import { LargeImage } from "./LargeImage";
import classes from "./LargeView.module.css";
import { useLogsView } from "./useLogsView";

type Large = ComponentType<LogCardProps & { large?: boolean; height?: number }>;

interface LargeViewProps {
  logs: readonly Payload["LogEntry"][];
}

/** One log over the page; which one is in the address. */
export function LargeView({ logs }: LargeViewProps) {
  const view = useLogsView();
  const log = logs.find(({ name }) => name === view.open);
  const View = log ? viewOf(log.type) : null;
  return (
    <Modal
      opened={View !== null}
      onClose={() => view.openLog(null)}
      size="min(1100px, 94vw)"
      title={log?.name}
    >
      <div className={classes.large}>{log && View && <View log={log} view={view} large height={440} />}</div>
    </Modal>
  );
}

/** The card itself, with more room; a picture has a view of its own. */
function viewOf(type: Payload["LogEntry"]["type"]): Large | null {
  if (type === "labelmap") return null;
  return type === "image" ? LargeImage : surfaces[`logs.${type}`];
}
