import type { WireNumber } from "../shared/numbers";
import { sparkline } from "../shared/sparkline";

interface SparklineProps {
  values: readonly WireNumber[];
  color: string;
}

const WIDTH = 52;
const HEIGHT = 14;

/** A series at a glance, in its experiment's colour. */
export function Sparkline({ values, color }: SparklineProps) {
  const { path, end } = sparkline(values, WIDTH - 1, HEIGHT);
  return (
    <svg
      width={WIDTH + 4}
      height={HEIGHT + 4}
      viewBox={`-1 -2 ${WIDTH + 4} ${HEIGHT + 4}`}
      aria-hidden="true"
    >
      <path
        data-testid="sparkline"
        d={path}
        fill="none"
        stroke={color}
        strokeWidth="1.3"
        strokeLinejoin="round"
        opacity="0.9"
      />
      {end && <circle cx={end.x} cy={end.y} r="2.2" fill={color} />}
    </svg>
  );
}
