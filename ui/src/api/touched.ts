/** The query keys that one live event makes stale, from wide to narrow. */
export function touched(kind: string, experiment: string, project: string | undefined): string[][] {
  const keys: string[][] = [["projects"]];
  if (project !== undefined) keys.push(["project", project]);
  if (kind !== "project") keys.push(["experiment", experiment], ["comparison"]);
  return keys;
}
