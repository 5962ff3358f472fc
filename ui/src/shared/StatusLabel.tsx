import { IconAlertCircle, IconCircleCheck, IconCircleX, IconSquare } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { LiveDot } from "./LiveDot";
import classes from "./StatusLabel.module.css";

type Status = Payload["ExperimentRow"]["status"];

const ICONS = {
  success: IconCircleCheck,
  failed: IconCircleX,
  crashed: IconAlertCircle,
  stopped: IconSquare,
};

interface StatusLabelProps {
  status: Status;
}

/** How an experiment is doing: an icon and its word. */
export function StatusLabel({ status }: StatusLabelProps) {
  const Picture = status === "running" ? null : ICONS[status];
  return (
    <span className={classes.label} data-status={status}>
      {Picture ? <Picture size={14} stroke={1.6} aria-hidden /> : <LiveDot />}
      {status}
    </span>
  );
}
