import uPlot from "uplot";
import type { Span, XAxis } from "./axis";
import type { Curve } from "./curves";
import { drawCurves, type LineStyle } from "./draw";
import type { PlotTheme } from "./plotTheme";
import { clockPlaces, decadeTicks, linearTicks } from "./tickPlaces";
import { clockTicks, logTicks, numberTicks, timeUnit } from "./ticks";

/** What a plot shows now. uPlot asks for it each time it draws, so a change needs no new plot. */
export interface PlotScene {
  curves: readonly Curve[];
  styles: readonly LineStyle[];
  span: Span;
  range: [number, number];
}

/** Where the crosshair stands, in the plot's values; `here`: the pointer is over this plot, not over a neighbour. */
export interface Crosshair {
  x: number;
  y: number;
  /** Pixels from the plot's left edge. */
  left: number;
  /** Pixels from its right edge. */
  right: number;
  here: boolean;
}

export interface PlotEvents {
  moved: (at: Crosshair | null) => void;
  zoomed: (span: Span) => void;
  back: () => void;
}

export interface PlotLook {
  axis: XAxis;
  log: boolean;
  syncKey: string;
  theme: PlotTheme;
}

/** Room at the axis' end that its name takes, in pixels. */
const nameRoom: Record<XAxis, number> = { step: 46, time: 46, relative: 112 };

/** uPlot gives axes, scales, crosshair, drag and their synchronisation; the curves are drawn by `drawCurves`. */
export function plotOptions(
  look: PlotLook,
  size: { width: number; height: number },
  scene: () => PlotScene,
  events: PlotEvents,
): uPlot.Options {
  const { axis, log, theme } = look;
  return {
    ...size,
    padding: [8, 10, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: false, range: () => [scene().span.start, scene().span.end] },
      y: { distr: log ? 3 : 1, range: () => scene().range },
    },
    series: [{}, { show: true, paths: () => null, points: { show: false } }],
    axes: [xAxis(axis, theme, scene), yAxis(log, theme)],
    cursor: {
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: 6 },
      sync: { key: look.syncKey, scales: ["x", null], filters: { pub: isMove } },
      bind: {
        dblclick: () => () => {
          events.back();
          return null;
        },
      },
    },
    hooks: {
      draw: [(plot) => paint(plot, scene(), log)],
      setCursor: [(plot) => events.moved(crosshair(plot))],
      setSelect: [(plot) => select(plot, events)],
    },
  };
}

/** Only the crosshair travels between plots; a zoom reaches them all through the page. */
function isMove(type: string): boolean {
  return type === "mousemove" || type === "mouseleave";
}

function paint(plot: uPlot, { curves, styles, span }: PlotScene, log: boolean): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  drawCurves(ctx, curves, styles, {
    x: (value) => plot.valToPos(value, "x", true),
    y: (value) => plot.valToPos(value, "y", true),
    span,
    bottom: bbox.top + bbox.height,
    ratio: uPlot.pxRatio,
    log,
  });
  ctx.restore();
}

function crosshair(plot: uPlot): Crosshair | null {
  const { left = -1, top = -1, event } = plot.cursor;
  if (left < 0) return null;
  const here = event != null && event.target instanceof Node && plot.over.contains(event.target);
  const fromEdge = plot.over.offsetLeft + left;
  return {
    x: plot.posToVal(left, "x"),
    y: plot.posToVal(top, "y"),
    left: fromEdge,
    right: plot.width - fromEdge,
    here,
  };
}

function select(plot: uPlot, events: PlotEvents): void {
  const { left, width } = plot.select;
  if (width < 6) return;
  const span = { start: plot.posToVal(left, "x"), end: plot.posToVal(left + width, "x") };
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  events.zoomed(span);
}

function xAxis(axis: XAxis, theme: PlotTheme, scene: () => PlotScene): uPlot.Axis {
  return {
    stroke: theme.axis,
    font: theme.font,
    size: 22,
    gap: 5,
    space: 56,
    grid: { show: false },
    ticks: { show: false },
    border: { show: true, stroke: theme.color("--border-2"), width: 1 },
    incrs: anyIncrement,
    splits: (plot, _axis, low, high) => xPlaces(axis, low, high, room(plot.width, 64)),
    values: (plot, splits) => {
      const words = xWords(axis, splits, scene().span);
      return words.map((word, at) => (endsFree(plot, splits[at] as number, nameRoom[axis]) ? word : ""));
    },
  };
}

/** uPlot wants an increment before it asks for the places, and below 5 knows only its own; a whole range always fits. */
function anyIncrement(_plot: uPlot, _axis: number, low: number, high: number): number[] {
  return [Math.max(5, high - low)];
}

/** How many ticks a length in pixels has room for. */
function room(length: number, each: number): number {
  return Math.max(2, Math.floor(length / each));
}

function xPlaces(axis: XAxis, low: number, high: number, most: number): number[] {
  if (axis === "time") return clockPlaces(low, high, most, -new Date(low * 1000).getTimezoneOffset() * 60);
  if (axis === "step") return linearTicks(low, high, most, 1);
  const { seconds } = timeUnit({ start: low, end: high });
  return linearTicks(low / seconds, high / seconds, most).map((place) => place * seconds);
}

function xWords(axis: XAxis, splits: readonly number[], span: Span): string[] {
  if (axis === "time") return clockTicks(splits);
  if (axis === "step") return numberTicks(splits);
  const { seconds } = timeUnit(span);
  return numberTicks(splits.map((value) => value / seconds));
}

function endsFree(plot: uPlot, value: number, taken: number): boolean {
  return plot.valToPos(value, "x") < plot.bbox.width / uPlot.pxRatio - taken;
}

function yAxis(log: boolean, theme: PlotTheme): uPlot.Axis {
  return {
    stroke: theme.axis,
    font: theme.font,
    gap: 6,
    space: 20,
    size: (_plot, values) => 14 + 6.2 * Math.max(2, ...(values ?? []).map((text) => text.length)),
    grid: { show: true, stroke: theme.grid, width: 1 },
    ticks: { show: false },
    incrs: anyIncrement,
    splits: (plot, _axis, low, high) => {
      const most = room(plot.height - 30, log ? 18 : 22);
      return log ? decadeTicks(low, high, most) : linearTicks(low, high, most);
    },
    values: (_plot, splits) => (log ? logTicks(splits) : numberTicks(splits)),
  };
}
