import { useQueries } from "@tanstack/react-query";
import type { Payload } from "../api/client";
import { consolePage, LINES } from "./console.queries";

/** The lines from `first` to `last`, by number; a hole is not here yet. A page that is not full is asked for again as it grows. */
export function useLines(experiment: string, first: number, last: number, total: number) {
  const pages: number[] = [];
  for (let page = Math.floor(first / LINES); page <= Math.floor(last / LINES); page += 1) pages.push(page);
  return useQueries({
    queries: pages.map((page) => consolePage(experiment, page, Math.min(LINES, total - page * LINES))),
    combine: (answers) => {
      const lines = new Map<number, Payload["ConsoleLine"]>();
      for (const { data } of answers) for (const line of data?.lines ?? []) lines.set(line.number, line);
      return {
        lines,
        error: answers.find((answer) => answer.error)?.error ?? null,
        retry: () => {
          for (const answer of answers) answer.refetch();
        },
      };
    },
  });
}
