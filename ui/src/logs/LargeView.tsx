import { Modal } from "@mantine/core";
import type { ComponentType } from "react";
import type { Payload } from "../api/client";
import { BarCard } from "./BarCard";
import type { LogCardProps } from "./cardProps";
import { EvaluationCard } from "./EvaluationCard";
import { HeatmapCard } from "./HeatmapCard";
import { LargeImage } from "./LargeImage";
import classes from "./LargeView.module.css";
import { LineCard } from "./LineCard";
import { TableCard } from "./TableCard";
import { useLogsView } from "./useLogsView";
import { ValueCard } from "./ValueCard";

type Large = ComponentType<LogCardProps & { large?: boolean; height?: number }>;

const views: Record<Payload["LogEntry"]["type"], Large | null> = {
  value: ValueCard,
  line: LineCard,
  bar: BarCard,
  heatmap: HeatmapCard,
  table: TableCard,
  image: LargeImage,
  evaluation: EvaluationCard,
  labelmap: null,
};

interface LargeViewProps {
  logs: readonly Payload["LogEntry"][];
}

/** One log over the page; which one is in the address. */
export function LargeView({ logs }: LargeViewProps) {
  const view = useLogsView();
  const log = logs.find(({ name }) => name === view.open);
  const View = log ? views[log.type] : null;
  return (
    <Modal
      opened={View !== null}
      onClose={() => view.openLog(null)}
      size="min(1100px, 94vw)"
      title={log?.name}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className={classes.large}>{log && View && <View log={log} view={view} large height={440} />}</div>
    </Modal>
  );
}
