import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Payload, unwrap } from "../api/client";
import { complain, toast } from "../shared/toast";

export const projectList = () =>
  queryOptions({
    queryKey: ["projects"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/projects", { signal })),
  });

export function useNewProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Payload["NewProject"]) => unwrap(api.POST("/api/projects", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["projects"] }),
  });
}

/** Takes a project away, with the way back in the toast. */
export function useDeleteProject() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["projects"] });
  const back = useMutation({
    mutationFn: (project: string) =>
      unwrap(api.POST("/api/projects/{project}/restore", { params: { path: { project } } })),
    onSuccess: refresh,
    onError: complain,
  });
  return useMutation({
    mutationFn: (project: string) =>
      unwrap(api.DELETE("/api/projects/{project}", { params: { path: { project } } })),
    onSuccess: (_, project) => {
      refresh();
      toast({ text: `Project ${project} deleted`, undo: () => back.mutate(project) });
    },
    onError: complain,
  });
}
