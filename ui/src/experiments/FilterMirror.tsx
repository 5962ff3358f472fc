import type { ServerError } from "../api/client";
import classes from "./FilterField.module.css";
import { faultSpan } from "./faultSpan";
import { tokens } from "./filterTokens";

interface FilterMirrorProps {
  text: string;
  scroll: number;
  fault: ServerError | null;
}

const FAULT = { "data-fault": true, "data-testid": "filter-underline" };

/** The filter's text in colour, under the field's transparent one. */
export function FilterMirror({ text, scroll, fault }: FilterMirrorProps) {
  const span = fault && faultSpan(text, fault.message);
  return (
    <div className={classes.mirror} aria-hidden="true" style={{ transform: `translateX(${-scroll}px)` }}>
      {tokens(text).map(({ kind, text: piece, at }) => (
        <span
          key={at}
          className={classes[kind]}
          {...(span && at < span.end && at + piece.length > span.start && FAULT)}
        >
          {piece}
        </span>
      ))}
    </div>
  );
}
