import type { Payload } from "../api/client";
import { finite } from "../shared/numbers";
import { slotColor } from "../shared/slots";
import { sparkline } from "../shared/sparkline";
import classes from "./ProjectsPage.module.css";

interface FaintCurvesProps {
  curves: readonly Payload["Curve"][];
}

const WIDTH = 152;
const HEIGHT = 32;

/** The accuracy of all experiments as faint lines on one scale, the best in its colour. */
export function FaintCurves({ curves }: FaintCurvesProps) {
  const values = curves.flatMap((curve) => curve.values.filter(finite)).map(Number);
  if (values.length === 0) return <span className={classes.quiet}>–</span>;
  const range = { low: Math.min(...values), high: Math.max(...values) };
  const inOrder = [...curves].sort((a, b) => Number(a.best) - Number(b.best));
  return (
    <svg width={WIDTH} height={HEIGHT + 4} viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`} aria-hidden="true">
      {inOrder.map(({ experiment, values: line, slot, best }) => (
        <path
          key={experiment}
          d={sparkline(line, WIDTH, HEIGHT, range).path}
          fill="none"
          stroke={best ? slotColor(slot) : "var(--cat-rest)"}
          strokeWidth={best ? 1.6 : 1}
          strokeLinejoin="round"
          opacity={best ? 1 : 0.75}
        />
      ))}
    </svg>
  );
}
