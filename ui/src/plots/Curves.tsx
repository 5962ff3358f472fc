import { Box } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { slotColor, slotDash } from "../shared/slots";
import { AxisName } from "./AxisName";
import { growingEnd, type Span, type XAxis } from "./axis";
import { type Curve, extentX, extentY } from "./curves";
import { Plot } from "./Plot";
import { PlotLegend } from "./PlotLegend";
import { PlotTooltip } from "./PlotTooltip";
import type { Crosshair } from "./plotOptions";
import { usePlotTheme } from "./usePlotTheme";

export interface CurvesProps {
  curves: readonly Curve[];
  axis: XAxis;
  /** What a step is called: "step", "epoch". */
  unit: string;
  /** What is shown of the axis; null: all of it. */
  zoom: Span | null;
  onZoom: (span: Span) => void;
  onBack: () => void;
  /** Charts with the same key share the crosshair. */
  syncKey: string;
  log?: boolean;
  /** A running experiment: the axis grows in steps of a quarter. */
  live?: boolean;
  /** The range never passes this unless a point does: 1 for an accuracy. */
  ceiling?: number;
  height?: number;
}

/** Curves of one or many experiments in one chart. Where there are several, a legend names them. */
export function Curves(props: CurvesProps) {
  const { curves, axis, unit, zoom, onZoom, onBack, syncKey, log = false, height = 140 } = props;
  const theme = usePlotTheme();
  const [at, setAt] = useState<Crosshair | null>(null);
  const [focus, setFocus] = useState<number | null>(null);
  const span = useSpan(curves, axis, zoom, props.live ?? false);
  const scene = useMemo(
    () => ({
      curves,
      span,
      range: extentY(curves, span, log, props.ceiling),
      styles: stylesOf(curves, focus, theme.color),
    }),
    [curves, span, log, props.ceiling, focus, theme],
  );
  const moved = useCallback((next: Crosshair | null) => setAt(next), []);
  return (
    <Box>
      <Box pos="relative" onMouseLeave={() => setAt(null)}>
        <Plot
          scene={scene}
          events={{ moved, zoomed: onZoom, back: onBack }}
          {...{ axis, log, syncKey, theme, height }}
        />
        <AxisName axis={axis} unit={unit} span={span} />
        {at && <PlotTooltip at={at} {...{ curves, axis, unit }} range={scene.range} />}
      </Box>
      {curves.length > 1 && <PlotLegend curves={curves} focus={focus} onFocus={setFocus} />}
    </Box>
  );
}

/** The span to show. While an experiment runs, its end stays put until the points reach it. */
function useSpan(curves: readonly Curve[], axis: XAxis, zoom: Span | null, live: boolean): Span {
  const end = useRef<number | null>(null);
  return useMemo(() => {
    if (zoom) return zoom;
    const all = fromZero(extentX(curves) ?? { start: 0, end: 1 }, axis);
    if (!live) return widened(all);
    end.current = growingEnd(all.start, all.end, end.current);
    return widened({ start: all.start, end: end.current });
  }, [curves, axis, zoom, live]);
}

/** Time since the start is told from the start, whenever the first point came. */
function fromZero({ start, end }: Span, axis: XAxis): Span {
  return { start: axis === "relative" ? Math.min(0, start) : start, end };
}

/** A single point has no span of its own. */
function widened({ start, end }: Span): Span {
  return start < end ? { start, end } : { start: start - 0.5, end: end + 0.5 };
}

function stylesOf(curves: readonly Curve[], focus: number | null, color: (token: string) => string) {
  return curves.map(({ spec }, index) => {
    const token = slotColor(spec.slot).slice("var(".length, -1);
    return {
      color: color(token),
      dash: slotDash(spec.slot),
      alpha: focus === null || focus === index ? 1 : 0.2,
    };
  });
}
