import { Text } from "@mantine/core";
import classes from "./AxisName.module.css";
import type { Span, XAxis } from "./axis";
import { timeUnit } from "./ticks";

interface AxisNameProps {
  axis: XAxis;
  unit: string;
  span: Span;
}

/** What the horizontal axis counts, at its end. */
export function AxisName({ axis, unit, span }: AxisNameProps) {
  const word = axis === "step" ? unit : axis === "time" ? "time" : `${timeUnit(span).word} since the start`;
  return (
    <Text className={classes.name} fz="xs" aria-hidden>
      {word}
    </Text>
  );
}
