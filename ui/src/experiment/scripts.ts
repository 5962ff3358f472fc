import type { Payload } from "../api/client";
import { python, pythonDict } from "./pythonValue";

type Row = Payload["ExperimentRow"];

/** The start of a script that repeats an experiment. */
export function cloneScript(row: Row, project: string): string {
  const lines = [
    `project=${python(project)}`,
    `name=${python(`${row.name}-2`)}`,
    ...(Object.keys(row.parameters).length ? [`parameters=${pythonDict(row.parameters, "    ")}`] : []),
    ...(row.dataset ? [`dataset=${python(row.dataset)}`] : []),
    ...(row.tags.length ? [`tags=[${row.tags.map(python).join(", ")}]`] : []),
  ];
  return `import sightline\n\nexperiment = sightline.init(\n${lines.map((line) => `    ${line},\n`).join("")})`;
}

export function resumeScript(row: Row, project: string): string {
  return `experiment = sightline.init(project=${python(project)}, resume=${python(row.id)})`;
}
