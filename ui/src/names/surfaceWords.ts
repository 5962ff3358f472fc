import type { Payload } from "../api/client";

/** Where a reserved name can appear; the list is the registry's. */
export type Surface = Payload["NameRow"]["shows"][number];

/** The same places for people. */
export const surfaceWords: Record<Surface, string> = {
  summary: "Summary",
  comparison: "comparison",
  parameters: "header and columns",
  files: "Files",
  "class-names": "class names",
  "split-badge": "split badge",
  "logs.line": "Logs, as a curve",
  "logs.value": "Logs, as a number",
  "logs.bar": "Logs, as bars",
  "logs.heatmap": "Logs, as a matrix",
  "logs.table": "Logs, as a table",
  "logs.image": "Logs, as a picture",
  "logs.evaluation": "Logs, as results",
};
