import type { Payload } from "../api/client";

/** What a step of this experiment is called. */
export function stepUnit(row: Payload["ExperimentRow"]): string {
  if (row.progress) return row.progress.unit;
  return Object.keys(row.parameters).some((name) => /^(num_)?epochs?$/i.test(name)) ? "epoch" : "step";
}

/** The word that fits all of them. */
export function commonStepUnit(rows: readonly Payload["ExperimentRow"][]): string {
  return rows.every((row) => stepUnit(row) === "epoch") ? "epoch" : "step";
}

type Facts = Payload["ExperimentPage"]["facts"];

/** The commit that the script ran from; null outside a repository. */
export function commitOf(facts: Facts): string | null {
  const git = facts.git as { commit?: unknown } | null | undefined;
  return typeof git?.commit === "string" ? git.commit : null;
}

/** Captured facts as lines: a nested fact is "git branch", a list is joined. Packages are not listed here. */
export function factLines(facts: Facts): [string, string][] {
  return Object.entries(facts)
    .filter(([name]) => name !== "packages")
    .flatMap(([name, value]) => lines(name, value));
}

function lines(name: string, value: unknown): [string, string][] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) {
    return value.length
      ? [[name, value.map((each) => (isObject(each) ? words(each) : String(each))).join(", ")]]
      : [];
  }
  if (isObject(value))
    return Object.entries(value).flatMap(([inner, each]) => lines(`${name} ${inner}`, each));
  return [[name, typeof value === "boolean" ? (value ? "yes" : "no") : String(value)]];
}

function words(value: object): string {
  return Object.values(value).map(String).join(" ");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
