import { queryOptions } from "@tanstack/react-query";
import { api, type Payload, unwrap } from "../api/client";
import type { Span, XAxis } from "./axis";
import { fits } from "./curves";
import { seriesBatch, type Wanted } from "./seriesBatch";

/** How a page looks at all its curves. */
export interface SeriesView {
  axis: XAxis;
  zoom: Span | null;
  /** Pixels: the server keeps the extremes of each pixel column. */
  width: number;
  smoothing: number;
}

const load = seriesBatch(async (request) => {
  const { series } = await unwrap(api.GET("/api/series", { params: { query: request } }));
  return series;
});

/** The points of one log. Cards that ask in the same moment share one request. */
export const seriesOf = (experiment: string, name: string, view: SeriesView) =>
  queryOptions({
    queryKey: ["experiment", experiment, "series", name, view],
    queryFn: (): Promise<Payload["Series"] | null> => load(wanted(experiment, name, view)),
    placeholderData: (drawn) => (drawn && fits(drawn, view.axis) ? drawn : undefined),
    staleTime: 30_000,
  });

function wanted(experiment: string, name: string, { axis, zoom, width, smoothing }: SeriesView): Wanted {
  return { experiment, name, axis, width, smoothing, start: zoom?.start ?? null, end: zoom?.end ?? null };
}
