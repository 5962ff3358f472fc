import type { Payload } from "../api/client";
import { middleHash, shortHash } from "../shared/numbers";
import classes from "./ExperimentTable.module.css";
import { SplitBar } from "./SplitBar";
import { SplitMark } from "./SplitMark";

interface SplitCellProps {
  row: Payload["ExperimentRow"];
}

/** Which images an experiment learnt and was judged on: the same hash means comparable. */
export function SplitCell({ row }: SplitCellProps) {
  if (row.split === null) return <span className={classes.missing}>–</span>;
  const { train, test, eval: judged, hash } = row.split;
  const title = `train ${train}, test ${test}, eval ${judged} images; hash of all ids ${middleHash(hash)}`;
  return (
    <span className={classes.line} title={title}>
      <SplitBar parts={[train, test, judged]} />
      <code className={classes.hash}>{shortHash(hash)}</code>
      <SplitMark row={row} split={row.split} />
    </span>
  );
}
