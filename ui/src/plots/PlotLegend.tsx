import { UnstyledButton } from "@mantine/core";
import { Swatch } from "../shared/Swatch";
import type { Curve } from "./curves";
import classes from "./PlotLegend.module.css";

interface PlotLegendProps {
  curves: readonly Curve[];
  focus: number | null;
  onFocus: (index: number | null) => void;
}

/** Names in the order chosen on the page. The one under the pointer or in focus is left at full strength. */
export function PlotLegend({ curves, focus, onFocus }: PlotLegendProps) {
  return (
    <ul className={classes.legend} aria-label="Curves">
      {curves.map(({ spec }, index) => (
        <li key={`${spec.experiment} ${spec.name}`}>
          <UnstyledButton
            className={classes.entry}
            data-dim={(focus !== null && focus !== index) || undefined}
            onMouseEnter={() => onFocus(index)}
            onMouseLeave={() => onFocus(null)}
            onFocus={() => onFocus(index)}
            onBlur={() => onFocus(null)}
            title={spec.label}
          >
            <Swatch slot={spec.slot} />
            <span className={classes.name}>{spec.label}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
