import type { Payload } from "./api/client";

/** Where a reserved name can appear; the list is the registry's, so a place without a line here does not compile. */
export type Surface = Payload["NameRow"]["shows"][number];

export const surfaces: Record<Surface, string> = {
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
