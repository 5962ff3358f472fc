import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client";

export const LINES = 500;

/** Lines `LINES * page` and on, of which there are `known` so far: the key changes as the page fills. */
export const consolePage = (experiment: string, page: number, known: number) =>
  queryOptions({
    queryKey: ["console", experiment, page, known],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/experiments/{experiment}/console", {
          params: { path: { experiment }, query: { after: page * LINES, limit: LINES } },
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });

/** Lines that hold the words, page after page. */
export const consoleMatches = (experiment: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ["experiment", experiment, "console", "search", q],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/api/experiments/{experiment}/console", {
          params: { path: { experiment }, query: { after: pageParam, limit: LINES, q } },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => {
      const end = last.lines.at(-1);
      return last.lines.length === LINES && end ? end.number + 1 : undefined;
    },
    placeholderData: keepPreviousData,
    enabled: q !== "",
  });
