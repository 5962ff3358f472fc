import classes from "./ComparisonPage.module.css";
import type { Cell } from "./sections";

interface ComparedCellProps {
  cell: Cell;
}

export function ComparedCell({ cell: { text, aside, exact, mark } }: ComparedCellProps) {
  return (
    <td className={classes.cell} data-mark={mark} title={exact ?? text}>
      {text}
      {aside && <span className={classes.aside}>{aside}</span>}
    </td>
  );
}
