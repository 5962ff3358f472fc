import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import classes from "./Plot.module.css";
import { type PlotEvents, type PlotLook, type PlotScene, plotOptions } from "./plotOptions";

export interface PlotProps extends PlotLook {
  scene: PlotScene;
  events: PlotEvents;
  height: number;
}

/** Joins uPlot to an element, its width, and what is to be shown. */
export function Plot({ scene, events, height, axis, log, syncKey, theme }: PlotProps) {
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const box = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(measured, box);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ scene, events });
  latest.current = { scene, events };
  const size = useRef({ width, height });
  size.current = { width, height };
  const ready = width > 0;

  useEffect(() => {
    if (!ready || !box.current) return;
    const options = plotOptions({ axis, log, syncKey, theme }, size.current, () => latest.current.scene, {
      moved: (at) => latest.current.events.moved(at),
      zoomed: (span) => latest.current.events.zoomed(span),
      back: () => latest.current.events.back(),
    });
    const made = new uPlot(options, frame(latest.current.scene), box.current);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [ready, axis, log, syncKey, theme]);

  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height });
  }, [width, height]);

  useEffect(() => {
    plot.current?.setData(frame(scene));
  }, [scene]);

  return <div ref={ref} className={classes.plot} style={{ height }} data-testid="plot" />;
}

/** uPlot needs data to have scales; the curves themselves are drawn in its hook. */
function frame({ span, range }: PlotScene): uPlot.AlignedData {
  return [
    [span.start, span.end],
    [range[0], range[1]],
  ];
}
