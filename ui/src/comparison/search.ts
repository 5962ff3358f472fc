export interface ComparisonSearch {
  /** ids of the experiments, joined by commas; the first is the reference */
  e?: string;
  x?: "step" | "relative" | "time";
  only?: "all";
}

export function comparisonSearch(search: Record<string, unknown>): ComparisonSearch {
  const found: ComparisonSearch = {};
  if (typeof search.e === "string") found.e = search.e;
  if (search.x === "relative" || search.x === "time") found.x = search.x;
  if (search.only === "all") found.only = "all";
  return found;
}
