export interface ComparisonSearch {
  /** ids of the experiments, joined by commas; the first is the reference */
  e?: string;
  x?: "step" | "relative" | "time";
  only?: "all";
}

export function comparisonSearch(search: Record<string, unknown>): ComparisonSearch {
  // What cannot be read is undefined: the router would else hand over the address's own word for it.
  const found: ComparisonSearch = { e: undefined, x: undefined, only: undefined };
  if (typeof search.e === "string") found.e = search.e.split(",").filter(isId).join(",") || undefined;
  if (search.x === "relative" || search.x === "time") found.x = search.x;
  if (search.only === "all") found.only = "all";
  return found;
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
