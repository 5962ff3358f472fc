import { Text } from "@mantine/core";
import { exact, metric, type WireNumber } from "../shared/numbers";
import type { LogCardProps } from "./cardProps";
import { StateCard } from "./StateCard";

/** A single number or word. */
export function ValueCard({ log, view }: LogCardProps) {
  return (
    <StateCard log={log} view={view} height={24}>
      {({ data }) => <ValueFigure value={data as WireNumber | string} />}
    </StateCard>
  );
}

const nonFinite = new Set<unknown>(["NaN", "Infinity", "-Infinity"]);

function ValueFigure({ value }: { value: WireNumber | string }) {
  const special = nonFinite.has(value);
  const shown = typeof value === "number" || special ? metric(value as WireNumber) : value;
  return (
    <Text
      px="md"
      pb="sm"
      fz="xl"
      lh="var(--lh-18)"
      fw="var(--fw-strong)"
      c={special ? "var(--warn)" : undefined}
      title={exact(value as WireNumber)}
      truncate
    >
      {shown}
    </Text>
  );
}
