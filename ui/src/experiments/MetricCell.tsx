import type { Payload } from "../api/client";
import { exact, finite, metric } from "../shared/numbers";
import { slotColor } from "../shared/slots";
import classes from "./ExperimentTable.module.css";
import { leaks } from "./leaks";
import { Sparkline } from "./Sparkline";

interface MetricCellProps {
  row: Payload["ExperimentRow"];
  value: Payload["Headline"] | undefined;
  best: boolean;
}

/** A last value after its curve. The best one is bold; one measured on images that leaked is faint. */
export function MetricCell({ row, value, best }: MetricCellProps) {
  if (value === undefined) return <span className={classes.missing}>–</span>;
  const look = !finite(value.value) ? "odd" : leaks(row) ? "leaking" : best ? "best" : undefined;
  const alias = value.log && row.summary[value.log] === undefined ? ` (${value.log})` : "";
  return (
    <span className={classes.metric}>
      {value.sparkline.length > 1 && <Sparkline values={value.sparkline} color={slotColor(row.slot)} />}
      <span className={classes.figure} data-look={look} title={`${exact(value.value)}${alias}`}>
        {metric(value.value)}
      </span>
    </span>
  );
}
