import { Text } from "@mantine/core";
import { Card } from "../shared/Card";
import { finite, type Scalar, type WireNumber } from "../shared/numbers";
import { CardActions } from "./CardActions";
import type { LogCardProps } from "./cardProps";
import { StateCard } from "./StateCard";
import { treatedAs } from "./treatedAs";
import { isFigure, valueText } from "./valueText";

interface ValueCardProps extends LogCardProps {
  large?: boolean;
}

/** A single number, word, or yes and no. It came with the list of logs, unless it is a long text. */
export function ValueCard({ log, view, large = false }: ValueCardProps) {
  if (log.value === null) {
    return (
      <StateCard log={log} view={view} large={large} height={24}>
        {({ data }) => <ValueFigure value={data as Scalar} />}
      </StateCard>
    );
  }
  return (
    <Card title={log.name} note={treatedAs(log)} actions={!large && <CardActions log={log} view={view} />}>
      <ValueFigure value={log.value} />
    </Card>
  );
}

function ValueFigure({ value }: { value: Scalar }) {
  const figure = isFigure(value);
  return (
    <Text
      px="md"
      pb="sm"
      fz={figure ? "xl" : "lg"}
      lh="var(--lh-18)"
      fw="var(--fw-strong)"
      c={figure && !finite(value as WireNumber) ? "var(--warn)" : undefined}
      title={String(value)}
      truncate
    >
      {valueText(value)}
    </Text>
  );
}
