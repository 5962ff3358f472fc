import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, type Payload, unwrap } from "../api/client";
import { queryClient } from "../api/queryClient";

/** Every name with its versions, newest first. Reserved names are always listed, and stand first. */
export const fileList = (experiment: string) =>
  queryOptions({
    queryKey: ["experiment", experiment, "files"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/experiments/{experiment}/files", { params: { path: { experiment } }, signal })),
  });

/** The start of a version's text. A version never changes: no event of its experiment asks for it again. */
export const fileText = (experiment: string, name: string, version: number) =>
  queryOptions({
    queryKey: ["file-text", experiment, name, version],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/experiments/{experiment}/files/text", {
          params: { path: { experiment }, query: { name, version } },
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const deleteVersion = (experiment: string) =>
  mutationOptions({
    mutationFn: ({ name, version }: { name: string; version: number }) =>
      unwrap(
        api.DELETE("/api/experiments/{experiment}/files", {
          params: { path: { experiment }, query: { name, version } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["experiment", experiment] }),
  });

/** Undoes `deleteVersion`, until gc has freed it. */
export const restoreVersion = (experiment: string) =>
  mutationOptions({
    mutationFn: ({ name, version }: { name: string; version: number }) =>
      unwrap(
        api.POST("/api/experiments/{experiment}/files/restore", {
          params: { path: { experiment }, query: { name, version } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["experiment", experiment] }),
  });

export const declareUpload = (body: Payload["Declaration"]) => unwrap(api.POST("/api/uploads", { body }));

export const completeUpload = (id: string) =>
  unwrap(api.POST("/api/uploads/{id}/complete", { params: { path: { id } } }));

export const addVersion = async (experiment: string, body: Payload["NewFile"]) => {
  const added = await unwrap(
    api.POST("/api/experiments/{experiment}/files", { params: { path: { experiment } }, body }),
  );
  queryClient.invalidateQueries({ queryKey: ["experiment", experiment] });
  return added;
};

export function contentUrl(experiment: string, name: string, version: number): string {
  return `/api/experiments/${experiment}/files/content?${new URLSearchParams({ name, version: String(version) })}`;
}
