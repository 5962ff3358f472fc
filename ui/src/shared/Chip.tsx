import type { ReactNode } from "react";
import classes from "./Chip.module.css";

interface ChipProps {
  tone?: "plain" | "ok" | "warn" | "bad" | "accent";
  title?: string;
  children: ReactNode;
}

/** A word on a soft ground: a tag, a state, a count that matters. */
export function Chip({ tone = "plain", title, children }: ChipProps) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
