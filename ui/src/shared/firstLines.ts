/** The three lines that make an experiment appear in a project. */
export function firstLines(project: string): string {
  return [
    "import sightline",
    `experiment = sightline.init(project=${JSON.stringify(project)}, name="first")`,
    'experiment.log("accuracy", 0.91)',
  ].join("\n");
}
