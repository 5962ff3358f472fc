import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type Payload, unwrap } from "../api/client";
import { rounded } from "../api/exactJson";

/** As many as the server gives at once. */
const pageSize = 1000;

/** Every log of an experiment, by order of first arrival: names and heads, no points. */
export const logList = (experiment: string) =>
  queryOptions({
    queryKey: ["experiment", experiment, "logs"],
    queryFn: async ({ signal }) => {
      const load = (offset: number) =>
        unwrap(
          api.GET("/api/experiments/{experiment}/logs", {
            params: { path: { experiment }, query: { offset, limit: pageSize } },
            signal,
          }),
        );
      const first = await load(0);
      const offsets = Array.from(
        { length: Math.max(0, Math.ceil(first.total / pageSize) - 1) },
        (_, at) => (at + 1) * pageSize,
      );
      const rest = await Promise.all(offsets.map(load));
      return [first, ...rest].flatMap(({ logs }) => logs);
    },
  });

/** One state of a log that is not a line; the newest where no version is named. */
export const logState = (experiment: string, name: string, version: number | null) =>
  queryOptions({
    queryKey: ["experiment", experiment, "log", name, version],
    queryFn: async ({ signal }) => {
      const state = await unwrap(
        api.GET("/api/experiments/{experiment}/log", {
          params: { path: { experiment }, query: { name, version } },
          signal,
        }),
      );
      return isRead(state) ? state : rounded(state);
    },
    placeholderData: keepPreviousData,
  });

/** Shown as it is, every digit of it; other types are drawn. */
function isRead({ type }: Payload["LogState"]): boolean {
  return type === "value" || type === "table";
}

/** Where the pixels of a logged image are; the server makes them again at this width. */
export function imageUrl(experiment: string, sha256: string, width: number): string {
  return `/api/experiments/${experiment}/images/${sha256}?width=${width}`;
}
