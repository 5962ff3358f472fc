import { useQueries } from "@tanstack/react-query";
import { useRef } from "react";
import type { Payload } from "../api/client";
import { type TableRequest, tableWindow, WINDOW } from "./experiments.queries";
import { inOldOrder } from "./heldOrder";

type Row = Payload["ExperimentRow"];
type Table = Payload["ExperimentTable"];

export interface Rows {
  /** counts and names, from the first window */
  table: Table;
  /** by their place in the table; a hole is not loaded yet */
  rows: ReadonlyMap<number, Row>;
  /** what these rows answer; it lags behind the request while the new ones come */
  request: string;
}

export interface RowsState {
  /** the last good answer: it stays while a new one comes, and when the new one is refused */
  shown: Rows | null;
  pending: boolean;
  error: Error | null;
  retry: () => void;
}

/** The windows of the table that are in sight. `held`: new numbers may come, but rows keep their places. */
export function useRows(
  project: string,
  request: TableRequest,
  pages: readonly number[],
  held: boolean,
): RowsState {
  const good = useRef<Rows | null>(null);
  const wanted = [...new Set([0, ...pages])];
  const answers = useQueries({ queries: wanted.map((page) => tableWindow(project, request, page)) });
  const key = JSON.stringify([project, request]);
  const first = answers[0].data;
  if (first) good.current = settle(good.current, first, byPlace(wanted, answers), key, held);
  return {
    shown: good.current,
    pending: answers.some((answer) => answer.isPending),
    error: answers.find((answer) => answer.error)?.error ?? null,
    retry: () => {
      for (const answer of answers) if (answer.error) answer.refetch();
    },
  };
}

function settle(
  old: Rows | null,
  table: Table,
  rows: Map<number, Row>,
  request: string,
  held: boolean,
): Rows {
  const same = old?.request === request;
  return { table, request, rows: same && held ? inOldOrder(old.rows, rows) : rows };
}

function byPlace(
  pages: readonly number[],
  answers: readonly { data?: Table | undefined }[],
): Map<number, Row> {
  const rows = new Map<number, Row>();
  answers.forEach(({ data }, at) => {
    for (const [index, row] of data?.rows.entries() ?? []) rows.set(pages[at] * WINDOW + index, row);
  });
  return rows;
}
