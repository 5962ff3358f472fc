import { metric } from "../shared/numbers";
import classes from "./ExperimentTable.module.css";
import type { GroupFigure } from "./groups";

interface GroupFigureCellProps {
  figure: GroupFigure | undefined;
}

/** Mean and deviation where more is better, the best where less is. Both are in the tooltip. */
export function GroupFigureCell({ figure }: GroupFigureCellProps) {
  if (!figure || figure.mean === null) return <td />;
  const { mean, deviation, best, better } = figure;
  const spread = deviation === null ? "" : ` ± ${metric(deviation)}`;
  const title = `mean ${metric(mean)}${spread}, best ${metric(best)}`;
  return (
    <td data-number title={title}>
      <span className={classes.missing}>{better === "higher" ? "mean " : "best "}</span>
      {better === "higher" ? `${metric(mean)}${spread}` : metric(best)}
    </td>
  );
}
