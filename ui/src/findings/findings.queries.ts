import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client";
import { queryClient } from "../api/queryClient";

/** What the platform noticed about an experiment, worst first; dismissed ones at the end. */
export const findingList = (experiment: string) =>
  queryOptions({
    queryKey: ["experiment", experiment, "findings"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/experiments/{experiment}/findings", { params: { path: { experiment } }, signal })),
  });

export const dismissFinding = (experiment: string) =>
  mutationOptions({
    mutationFn: ({ id, dismissed }: { id: number; dismissed: boolean }) =>
      unwrap(
        api.PATCH("/api/experiments/{experiment}/findings/{id}", {
          params: { path: { experiment, id } },
          body: { dismissed },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["experiment", experiment] }),
  });
