import { useState } from "react";
import { ServerError } from "../api/client";
import { defaultColumns, metricNames, readColumns } from "./columns";
import { type TableRequest, WINDOW } from "./experiments.queries";
import { MOST_GROUPED } from "./lines";
import type { TableSearch } from "./search";
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
  const request = requestOf(search);
  const wanted = search.group === undefined ? pages : allPages(total);
  const state = useUnfiltered(project, request, useOrdered(project, request, wanted, held));
  const count = state.shown?.table.total ?? 0;
  if (count !== total) setTotal(count);
  return { ...state, setPages, setHeld };
}

export function requestOf({ q, sort, cols, view }: TableSearch): TableRequest {
  return {
    q: q ?? "",
    order: sort ?? DEFAULT_ORDER,
    columns: metricNames(readColumns(cols ?? "")),
    archived: view === "archived",
  };
}

/** An address may come with an order that there is not: it is left out. */
function useOrdered(
  project: string,
  request: TableRequest,
  pages: readonly number[],
  held: boolean,
): RowsState {
  const state = useRows(project, request, pages, held);
  const unknown = !state.shown && isRefused(state.error) && state.error.message.startsWith("order:");
  const other = useRows(project, unknown ? { ...request, order: DEFAULT_ORDER } : request, pages, held);
  return unknown ? other : state;
}

/** An address may come with a filter that is refused at once: then all rows stand in for the last good ones. */
function useUnfiltered(project: string, request: TableRequest, state: RowsState): RowsState {
  const refused = !state.shown && isRefused(state.error);
  const all = useRows(project, refused ? { ...request, q: "" } : request, [0], false);
  if (!refused || all.error) return state;
  return { ...state, shown: all.shown, error: all.shown && state.error };
}

function isRefused(error: Error | null): error is ServerError {
  return error instanceof ServerError && error.status === 400;
}

/** Grouping needs every row, so it is offered up to a thousand. */
function allPages(total: number): number[] {
  if (total > MOST_GROUPED) return [0];
  return Array.from({ length: Math.max(1, Math.ceil(total / WINDOW)) }, (_, page) => page);
}

export function shownColumns(shown: Rows, cols: string | undefined) {
  return cols === undefined ? defaultColumns(shown.table) : readColumns(cols);
}
