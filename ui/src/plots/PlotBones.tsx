import classes from "./PlotBones.module.css";

/** Axes at once; the curve comes. */
export function PlotBones({ height }: { height: number }) {
  const lines = [0.06, 0.26, 0.46, 0.66];
  return (
    <svg className={classes.bones} width="100%" height={height} aria-label="Loading" role="img">
      {lines.map((share) => (
        <line key={share} x1="34" x2="100%" y1={height * share} y2={height * share} />
      ))}
      <line className={classes.axis} x1="34" x2="100%" y1={height - 22.5} y2={height - 22.5} />
    </svg>
  );
}
