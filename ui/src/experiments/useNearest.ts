import { useQueries, useQuery } from "@tanstack/react-query";
import { type TableRequest, tableWindow } from "./experiments.queries";
import { type Repair, repairs } from "./nearest";

const MOST_TRIED = 4;

/** The nearest filter that lets something through, tried out on the server; null where there is none. */
export function useNearest(project: string, request: TableRequest): Repair | null {
  const { data } = useQuery({ ...tableWindow(project, { ...request, q: "" }, 0), enabled: request.q !== "" });
  const near = repairs(request.q, data?.rows ?? [])
    .filter(({ filter }) => filter !== request.q)
    .slice(0, MOST_TRIED);
  return useQueries({
    queries: near.map(({ filter }) => tableWindow(project, { ...request, q: filter }, 0)),
    combine: (answers) => near[answers.findIndex(({ data }) => data && data.total > 0)] ?? null,
  });
}
