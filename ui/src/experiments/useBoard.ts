import { useState } from "react";
import { defaultColumns, metricNames, readColumns } from "./columns";
import { WINDOW } from "./experiments.queries";
import { MOST_GROUPED } from "./lines";
import { type Rows, type RowsState, useRows } from "./useRows";
import { useTableAddress } from "./useTableAddress";

export const DEFAULT_ORDER = "-started";

export interface Board extends RowsState {
  /** windows in sight, told by the table as it scrolls */
  setPages: (pages: readonly number[]) => void;
  setHeld: (held: boolean) => void;
}

/** The rows that the address asks for. */
export function useBoard(project: string): Board {
  const { search } = useTableAddress();
  const [pages, setPages] = useState<readonly number[]>([0]);
  const [held, setHeld] = useState(false);
  const [total, setTotal] = useState(0);
  const request = {
    q: search.q ?? "",
    order: search.sort ?? DEFAULT_ORDER,
    columns: metricNames(readColumns(search.cols ?? "")),
    archived: search.view === "archived",
  };
  const wanted = search.group === undefined ? pages : allPages(total);
  const state = useRows(project, request, wanted, held);
  const count = state.shown?.table.total ?? 0;
  if (count !== total) setTotal(count);
  return { ...state, setPages, setHeld };
}

/** Grouping needs every row, so it is offered up to a thousand. */
function allPages(total: number): number[] {
  if (total > MOST_GROUPED) return [0];
  return Array.from({ length: Math.max(1, Math.ceil(total / WINDOW)) }, (_, page) => page);
}

export function shownColumns(shown: Rows, cols: string | undefined) {
  return cols === undefined ? defaultColumns(shown.table) : readColumns(cols);
}
