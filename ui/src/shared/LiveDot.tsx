import classes from "./LiveDot.module.css";

interface LiveDotProps {
  /** small and without the halo */
  still?: boolean;
  off?: boolean;
}

/** The dot of something that runs. */
export function LiveDot({ still = false, off = false }: LiveDotProps) {
  return (
    <span
      className={classes.dot}
      data-still={still || undefined}
      data-off={off || undefined}
      aria-hidden="true"
    />
  );
}
