import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { Card } from "../shared/Card";
import { PanelError } from "../shared/PanelError";
import { CardActions } from "./CardActions";
import type { LogCardProps } from "./cardProps";
import { logState } from "./logs.queries";
import { treatedAs } from "./treatedAs";

interface StateCardProps extends LogCardProps {
  /** null: the newest. */
  version?: number | null;
  /** The card is the large view itself. */
  large?: boolean;
  height: number;
  children: (state: Payload["LogState"]) => ReactNode;
}

/** A card of a log that is fetched as one state: it loads and fails by itself. */
export function StateCard({ log, view, version = null, large = false, height, children }: StateCardProps) {
  const { row } = useExperiment();
  const { data, error, refetch } = useQuery(logState(row.id, log.name, version));
  const actions = !large && <CardActions log={log} view={view} version={version} />;
  return (
    <Card title={log.name} note={treatedAs(log)} actions={actions}>
      {data ? (
        children(data)
      ) : error ? (
        <PanelError what={log.name} error={error} retry={refetch} />
      ) : (
        <Skeleton height={height} mx="md" mb="md" w="auto" />
      )}
    </Card>
  );
}
