import { Text } from "@mantine/core";
import { useMemo } from "react";
import type { LogCardProps } from "./cardProps";
import { Heatmap } from "./Heatmap";
import { type HeatmapData, toMatrix } from "./heatmap";
import { StateCard } from "./StateCard";

interface HeatmapCardProps extends LogCardProps {
  large?: boolean;
}

/** A matrix of numbers; over classes, what was right and what was wrong. */
export function HeatmapCard({ log, view, large = false }: HeatmapCardProps) {
  return (
    <StateCard log={log} view={view} height={160} large={large}>
      {({ data }) => <HeatmapBody data={data as HeatmapData} label={log.name} large={large} />}
    </StateCard>
  );
}

interface HeatmapBodyProps {
  data: HeatmapData;
  label: string;
  large: boolean;
}

function HeatmapBody({ data, label, large }: HeatmapBodyProps) {
  const matrix = useMemo(() => toMatrix(data), [data]);
  return (
    <>
      <Heatmap matrix={matrix} label={label} large={large} />
      {matrix.square && (
        <Text c="var(--text-3)" fz="xs" px="md" pb="sm">
          rows: truth · columns: prediction
        </Text>
      )}
    </>
  );
}
