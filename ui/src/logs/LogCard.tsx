import type { ComponentType } from "react";
import type { Payload } from "../api/client";
import { BarCard } from "./BarCard";
import type { LogCardProps } from "./cardProps";
import { EvaluationCard } from "./EvaluationCard";
import { HeatmapCard } from "./HeatmapCard";
import { ImageCard } from "./ImageCard";
import { LineCard } from "./LineCard";
import { TableCard } from "./TableCard";
import { ValueCard } from "./ValueCard";

/** How each type is drawn in a section. A new type without a card does not compile. */
const cards: Record<Payload["LogEntry"]["type"], ComponentType<LogCardProps> | null> = {
  value: ValueCard,
  line: LineCard,
  bar: BarCard,
  heatmap: HeatmapCard,
  table: TableCard,
  image: ImageCard,
  evaluation: EvaluationCard,
  labelmap: null,
};

export function LogCard({ log, view }: LogCardProps) {
  const Card = cards[log.type];
  return Card && <Card log={log} view={view} />;
}
