import type { ComponentType } from "react";
import { ComparisonTable } from "./comparison/ComparisonTable";
import { ParameterChips } from "./experiment/ParameterChips";
import { SplitCell } from "./experiments/SplitCell";
import { FilesTab } from "./files/FilesTab";
import { BarCard } from "./logs/BarCard";
import { BoxesLayer } from "./logs/BoxesLayer";
import { EvaluationCard } from "./logs/EvaluationCard";
import { HeatmapCard } from "./logs/HeatmapCard";
import { ImageCard } from "./logs/ImageCard";
import { LineCard } from "./logs/LineCard";
import { SummaryStrip } from "./logs/SummaryStrip";
import { TableCard } from "./logs/TableCard";
import { ValueCard } from "./logs/ValueCard";
import type { Surface } from "./names/surfaceWords";

/** What shows a reserved name in each place where one can appear. A place of the registry without a line does not compile. */
export const surfaces = {
  summary: SummaryStrip,
  comparison: ComparisonTable,
  parameters: ParameterChips,
  files: FilesTab,
  "class-names": BoxesLayer,
  "split-badge": SplitCell,
  "logs.line": LineCard,
  "logs.value": ValueCard,
  "logs.bar": BarCard,
  "logs.heatmap": HeatmapCard,
  "logs.table": TableCard,
  "logs.image": ImageCard,
  "logs.evaluation": EvaluationCard,
} satisfies Record<Surface, ComponentType<never>>;
