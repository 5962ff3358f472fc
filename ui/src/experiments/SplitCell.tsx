import { IconAlertTriangle } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { Chip } from "../shared/Chip";
import { counted, middleHash, shortHash } from "../shared/numbers";
import classes from "./ExperimentTable.module.css";
import { SplitBar } from "./SplitBar";

interface SplitCellProps {
  split: Payload["SplitBadge"] | null;
}

/** Which images an experiment learnt and was judged on: the same hash means comparable. */
export function SplitCell({ split }: SplitCellProps) {
  if (split === null) return <span className={classes.missing}>–</span>;
  const { train, test, eval: judged, hash, leaks, common } = split;
  const title = `train ${train}, test ${test}, eval ${judged} images; hash of all ids ${middleHash(hash)}`;
  return (
    <span className={classes.line} title={title}>
      <SplitBar parts={[train, test, judged]} />
      <code className={classes.hash}>{shortHash(hash)}</code>
      {leaks > 0 ? (
        <Chip
          tone="bad"
          title={`${counted(leaks, "image")} in two splits: numbers measured there are too good`}
        >
          <IconAlertTriangle size={12} stroke={1.6} aria-hidden />
          leak {leaks}
        </Chip>
      ) : (
        !common && (
          <Chip tone="warn" title="Other images than most experiments of this project: not comparable">
            differs
          </Chip>
        )
      )}
    </span>
  );
}
