import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client";

export const searchHits = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) => unwrap(api.GET("/api/search", { params: { query: { q } }, signal })),
    enabled: q !== "",
  });
