import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, type Payload, unwrap } from "../api/client";
import { queryClient } from "../api/queryClient";

function refresh(experiment: string): void {
  queryClient.invalidateQueries({ queryKey: ["experiment", experiment] });
  queryClient.invalidateQueries({ queryKey: ["project"] });
}

export const changeExperiment = (experiment: string) =>
  mutationOptions({
    mutationFn: (body: Payload["ExperimentChange"]) =>
      unwrap(api.PATCH("/api/experiments/{experiment}", { params: { path: { experiment } }, body })),
    onSettled: () => refresh(experiment),
  });

export const deleteExperiment = (experiment: string) =>
  mutationOptions({
    mutationFn: () =>
      unwrap(api.DELETE("/api/experiments/{experiment}", { params: { path: { experiment } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["project"] }),
  });

export const restoreExperiment = (experiment: string) =>
  mutationOptions({
    mutationFn: () =>
      unwrap(api.POST("/api/experiments/{experiment}/restore", { params: { path: { experiment } } })),
    onSettled: () => refresh(experiment),
  });

/** What was changed in the working copy when the script started. */
export const gitDiff = (experiment: string) =>
  queryOptions({
    queryKey: ["experiment", experiment, "diff"],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/experiments/{experiment}/diff", {
          params: { path: { experiment } },
          parseAs: "text",
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The project's newest experiments: those beside this one, and those to compare it with. */
export const neighbours = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "neighbours"],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/projects/{project}/experiments", {
          params: { path: { project }, query: { order: "-started", limit: 100 } },
          signal,
        }),
      ),
    staleTime: 60_000,
  });
