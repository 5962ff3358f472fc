import type { Payload } from "../api/client";
import type { Scalar } from "../shared/numbers";

type Row = Payload["ExperimentRow"];

/** The start of a script that repeats an experiment. */
export function cloneScript(row: Row, project: string): string {
  const lines = [
    `project=${python(project)}`,
    `name=${python(`${row.name}-2`)}`,
    ...(Object.keys(row.parameters).length ? [`parameters=${dictionary(row.parameters)}`] : []),
    ...(row.dataset ? [`dataset=${python(row.dataset)}`] : []),
    ...(row.tags.length ? [`tags=[${row.tags.map(python).join(", ")}]`] : []),
  ];
  return `import sightline\n\nexperiment = sightline.init(\n${lines.map((line) => `    ${line},\n`).join("")})`;
}

export function resumeScript(row: Row, project: string): string {
  return `experiment = sightline.init(project=${python(project)}, resume=${python(row.id)})`;
}

function dictionary(parameters: Record<string, Scalar>): string {
  const entries = Object.entries(parameters).map(
    ([name, value]) => `        ${python(name)}: ${python(value)},\n`,
  );
  return `{\n${entries.join("")}    }`;
}

/** A value as Python writes it. */
export function python(value: Scalar): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value === "NaN" || value === "Infinity" || value === "-Infinity")
    return `float("${value.toLowerCase().replace("infinity", "inf")}")`;
  return JSON.stringify(value);
}
