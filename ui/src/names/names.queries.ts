import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client";

/** The reserved names, with what the platform does with each. They change only with the server. */
export const nameList = () =>
  queryOptions({
    queryKey: ["names"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/names", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
