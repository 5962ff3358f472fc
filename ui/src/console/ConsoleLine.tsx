import type { Payload } from "../api/client";
import { fullTime } from "../shared/numbers";
import classes from "./ConsoleLine.module.css";

interface ConsoleLineProps {
  number: number;
  /** undefined while it is on its way. */
  line: Payload["ConsoleLine"] | undefined;
  top: number;
}

/** One line; what went to stderr has its colour and its word. */
export function ConsoleLine({ number, line, top }: ConsoleLineProps) {
  const isError = line?.stream === "stderr";
  return (
    <div
      className={classes.line}
      data-error={isError || undefined}
      style={{ transform: `translateY(${top}px)` }}
      title={line && fullTime(line.time)}
    >
      <span className={classes.number}>{number + 1}</span>
      <span className={classes.stream}>{isError && "stderr"}</span>
      <span className={classes.text}>{line?.text}</span>
    </div>
  );
}
