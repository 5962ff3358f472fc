import type { WireNumber } from "../shared/numbers";
import { sparkline } from "../shared/sparkline";

interface SummaryCurveProps {
  values: readonly WireNumber[];
  color: string;
}

/** The course of a headline number, small, with a dot where it stands. */
export function SummaryCurve({ values, color }: SummaryCurveProps) {
  const { path, end } = sparkline(values, 92, 36);
  if (values.length < 2) return null;
  return (
    <svg width="98" height="42" viewBox="-2 -3 98 42" aria-hidden="true" style={{ flex: "none" }}>
      <path d={path} fill="none" stroke={color} strokeWidth="1.3" strokeLinejoin="round" />
      {end && <circle cx={end.x} cy={end.y} r="2.2" fill={color} />}
    </svg>
  );
}
