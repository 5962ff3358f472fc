import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client";

/** What the table asks for, whatever the window. */
export interface TableRequest {
  q: string;
  /** a field, with "-" before it for falling order */
  order: string;
  /** logs to add to each row */
  columns: string[];
  archived: boolean;
}

export const WINDOW = 100;

/** Rows `WINDOW * page` and on, of a project's table. */
export const tableWindow = (project: string, request: TableRequest, page: number) =>
  queryOptions({
    queryKey: ["project", project, "experiments", request, page],
    queryFn: ({ signal }) => {
      const query = { ...request, offset: page * WINDOW, limit: WINDOW };
      return unwrap(
        api.GET("/api/projects/{project}/experiments", { params: { path: { project }, query }, signal }),
      );
    },
  });

/** The head of an experiment's page. */
export const experimentPage = (experiment: string) =>
  queryOptions({
    queryKey: ["experiment", experiment, "page"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/experiments/{experiment}", { params: { path: { experiment } }, signal })),
  });

/** Pinned ones, for the side bar. */
export const pinnedExperiments = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "pinned"],
    queryFn: async ({ signal }) => {
      const query = { order: "-pinned", limit: 8 };
      const table = await unwrap(
        api.GET("/api/projects/{project}/experiments", { params: { path: { project }, query }, signal }),
      );
      return table.rows.filter((row) => row.pinned);
    },
  });
