interface SplitBarProps {
  /** images of train, test and eval */
  parts: [number, number, number];
}

const WIDTH = 44;
const COLORS = ["var(--seq-4)", "var(--seq-3)", "var(--seq-2)"];

/** Three segments in proportion. */
export function SplitBar({ parts }: SplitBarProps) {
  const filled = parts.map((size, at) => ({ size, color: COLORS[at] })).filter(({ size }) => size > 0);
  const room = WIDTH - (filled.length - 1);
  const total = parts.reduce((sum, size) => sum + size, 0);
  let x = 0;
  return (
    <svg width={WIDTH} height="8" viewBox={`0 0 ${WIDTH} 8`} aria-hidden="true" style={{ flex: "none" }}>
      {filled.map(({ size, color }) => {
        const width = Math.max(2, (size / total) * room);
        const start = x;
        x += width + 1;
        return <rect key={color} x={start} width={width} height="8" rx="2" fill={color} />;
      })}
    </svg>
  );
}
