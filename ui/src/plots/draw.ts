import type { Span } from "./axis";
import { type Curve, pointAt, within } from "./curves";

/** From values to canvas pixels. */
export interface Projection {
  x: (value: number) => number;
  y: (value: number) => number;
  span: Span;
  /** Bottom edge of the plot in canvas pixels: marks of what is not finite stand on it. */
  bottom: number;
  /** Canvas pixels in one CSS pixel. */
  ratio: number;
  log: boolean;
}

export interface LineStyle {
  color: string;
  dash: readonly number[];
  /** 1, or less while another curve is in focus. */
  alpha: number;
}

/** Raw at a third of its strength behind the smoothed line; past twenty curves all lines are thin. */
export function drawCurves(
  context: CanvasRenderingContext2D,
  curves: readonly Curve[],
  styles: readonly LineStyle[],
  projection: Projection,
): void {
  const thin = curves.length > 20;
  context.save();
  context.lineJoin = "round";
  for (const [at, curve] of [...curves.entries()].reverse()) {
    const style = styles[at];
    if (style) drawCurve(context, curve, style, projection, thin);
  }
  context.restore();
}

function drawCurve(
  context: CanvasRenderingContext2D,
  curve: Curve,
  style: LineStyle,
  projection: Projection,
  thin: boolean,
): void {
  const { ratio } = projection;
  context.strokeStyle = style.color;
  context.setLineDash(style.dash.map((length) => length * ratio));
  const strong = (thin ? 1 : 1.6) * ratio;
  if (curve.smoothed) {
    if (!thin || style.alpha === 1) stroke(context, curve.x, curve.y, projection, ratio, 0.34 * style.alpha);
    stroke(context, curve.x, curve.smoothed, projection, strong, style.alpha);
  } else {
    stroke(context, curve.x, curve.y, projection, strong, style.alpha);
  }
  context.setLineDash([]);
  context.fillStyle = style.color;
  drawLonePoints(context, curve, projection, style.alpha);
  drawGapMarks(context, curve, projection, style.alpha);
}

function stroke(
  context: CanvasRenderingContext2D,
  x: Float64Array,
  y: Float64Array,
  projection: Projection,
  width: number,
  alpha: number,
): void {
  const [from, to] = within(x, projection.span);
  context.globalAlpha = alpha;
  context.lineWidth = width;
  context.beginPath();
  let down = false;
  for (let at = from; at < to; at += 1) {
    if (!isDrawn(pointAt(y, at), projection.log)) {
      down = false;
      continue;
    }
    const px = projection.x(pointAt(x, at));
    const py = projection.y(pointAt(y, at));
    if (down) context.lineTo(px, py);
    else context.moveTo(px, py);
    down = true;
  }
  context.stroke();
}

/** A point without drawn neighbours has no line: it is a dot, or it would not be there at all. */
function drawLonePoints(
  context: CanvasRenderingContext2D,
  curve: Curve,
  projection: Projection,
  alpha: number,
): void {
  const [from, to] = within(curve.x, projection.span);
  context.globalAlpha = alpha;
  for (let at = from; at < to; at += 1) {
    if (!isDrawn(pointAt(curve.y, at), projection.log)) continue;
    if (at > 0 && isDrawn(pointAt(curve.y, at - 1), projection.log)) continue;
    if (at + 1 < curve.y.length && isDrawn(pointAt(curve.y, at + 1), projection.log)) continue;
    context.beginPath();
    context.arc(
      projection.x(pointAt(curve.x, at)),
      projection.y(pointAt(curve.y, at)),
      2.5 * projection.ratio,
      0,
      2 * Math.PI,
    );
    context.fill();
  }
}

/** NaN and the infinities are gaps in the line with a small triangle on the axis. */
function drawGapMarks(
  context: CanvasRenderingContext2D,
  curve: Curve,
  projection: Projection,
  alpha: number,
): void {
  const [from, to] = within(curve.x, projection.span);
  const size = 3 * projection.ratio;
  context.globalAlpha = alpha;
  for (let at = from; at < to; at += 1) {
    if (!Number.isNaN(pointAt(curve.y, at))) continue;
    const px = projection.x(pointAt(curve.x, at));
    context.beginPath();
    context.moveTo(px - size, projection.bottom);
    context.lineTo(px + size, projection.bottom);
    context.lineTo(px, projection.bottom - size * 1.8);
    context.fill();
  }
}

function isDrawn(value: number, log: boolean): boolean {
  return !Number.isNaN(value) && (!log || value > 0);
}
