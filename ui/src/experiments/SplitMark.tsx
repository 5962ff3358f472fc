import { IconAlertTriangle } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { Chip } from "../shared/Chip";
import { counted } from "../shared/numbers";
import { leaks } from "./leaks";

interface SplitMarkProps {
  row: Payload["ExperimentRow"];
  split: Payload["SplitBadge"];
}

const icon = { size: 12, stroke: 1.6, "aria-hidden": true };

/** The worst that there is to say of the splits: a leak into what was measured, one elsewhere, other images. */
export function SplitMark({ row, split }: SplitMarkProps) {
  const leaked = leaks(row);
  const elsewhere = `${counted(split.leaks, "image")} in two splits, none that accuracy is measured on`;
  const differs = "Other images than most experiments of this project: not comparable";
  return (
    <>
      {leaked > 0 && (
        <Chip
          tone="bad"
          title={`Measured on ${counted(leaked, "image")} of train-split: its numbers are too good`}
        >
          <IconAlertTriangle {...icon} />
          leak {leaked}
        </Chip>
      )}
      {leaked === 0 && split.leaks > 0 && (
        <span title={elsewhere} role="img" aria-label={elsewhere}>
          <IconAlertTriangle size={14} stroke={1.6} color="var(--warn)" style={{ display: "block" }} />
        </span>
      )}
      {leaked === 0 && !split.common && (
        <Chip tone="warn" title={differs}>
          differs
        </Chip>
      )}
    </>
  );
}
