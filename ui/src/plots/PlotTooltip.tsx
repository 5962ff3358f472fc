import { Box, Text } from "@mantine/core";
import { Swatch } from "../shared/Swatch";
import type { XAxis } from "./axis";
import type { Curve } from "./curves";
import classes from "./PlotTooltip.module.css";
import type { Crosshair } from "./plotOptions";
import { type Reading, readout } from "./readout";
import { whereWords } from "./ticks";
import { Value } from "./Value";

interface PlotTooltipProps {
  at: Crosshair;
  curves: readonly Curve[];
  axis: XAxis;
  unit: string;
  range: readonly [number, number];
}

/** What the crosshair reads, beside it and out of the curve's way; it flips before the edge. */
export function PlotTooltip({ at, curves, axis, unit, range }: PlotTooltipProps) {
  const read = readout(curves, at.x, at.y);
  const first = read?.readings[0];
  if (!read || !first) return null;
  const several = curves.length > 1;
  const where = whereWords(several ? at.x : first.x, axis, unit);
  const side = at.left > at.right ? { right: at.right + 10 } : { left: at.left + 10 };
  const high = (first.smoothed ?? first.raw) > (range[0] + range[1]) / 2;
  return (
    <Box
      className={classes.tip}
      style={{ ...side, [high ? "bottom" : "top"]: high ? 34 : 10 }}
      data-several={several || undefined}
      aria-hidden
    >
      <Text span inherit c="var(--text-3)">
        {axis === "step" && several ? whereWords(Math.round(at.x), axis, unit) : where}
      </Text>
      {read.readings.map((reading, index) => (
        <Row
          key={reading.curve}
          reading={reading}
          slot={several ? (curves[reading.curve]?.spec.slot ?? 0) : null}
          strong={!several || (at.here && index === read.closest)}
        />
      ))}
      {read.more > 0 && <Text inherit c="var(--text-3)">{`and ${read.more} more`}</Text>}
    </Box>
  );
}

interface RowProps {
  reading: Reading;
  slot: number | null;
  strong: boolean;
}

function Row({ reading, slot, strong }: RowProps) {
  return (
    <Box className={classes.row} fw={strong ? "var(--fw-strong)" : undefined}>
      {slot !== null && <Swatch slot={slot} />}
      {slot !== null && <span className={classes.name}>{reading.label}</span>}
      <Value value={reading.smoothed ?? reading.raw} />
      {reading.smoothed !== null && (
        <Text span inherit c="var(--text-3)" fw="var(--fw-regular)">
          raw <Value value={reading.raw} />
        </Text>
      )}
    </Box>
  );
}
