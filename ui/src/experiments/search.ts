/** What the address of the experiment table carries: everything that is on the screen. */
export interface TableSearch {
  /** the filter */
  q?: string;
  /** a column, with "-" before it for falling order */
  sort?: string;
  /** a column to group by */
  group?: string;
  /** the columns shown, apart from the name, in order */
  cols?: string;
  /** ids of selected experiments, joined by commas */
  sel?: string;
  view?: "archived";
}

export function tableSearch(search: Record<string, unknown>): TableSearch {
  // What cannot be read is undefined: the router would else hand over the address's own word for it.
  const found: TableSearch = { view: undefined };
  for (const key of ["q", "sort", "group", "cols", "sel"] as const) {
    const value = search[key];
    if (typeof value === "string" || typeof value === "number") found[key] = String(value);
  }
  if (search.view === "archived") found.view = "archived";
  return found;
}
