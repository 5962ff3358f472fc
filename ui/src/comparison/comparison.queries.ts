import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client";

/** Experiments side by side, in the order asked for. */
export const comparison = (experiments: readonly string[]) =>
  queryOptions({
    queryKey: ["comparison", experiments],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/compare", { params: { query: { e: [...experiments] } }, signal })),
    enabled: experiments.length > 0,
    placeholderData: keepPreviousData,
  });
