import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { readZoom, type Span, writeZoom, type XAxis } from "../plots/axis";

/** How the page looks at its logs. It lives in the address, so it can be sent, and Back undoes it. */
export function useLogsView() {
  const search = useSearch({ from: "/shell/p/$project/e/$experiment/{-$tab}" });
  const navigate = useNavigate({ from: "/p/$project/e/$experiment/{-$tab}" });
  const zooms = useMemo(() => readZoom(search.zoom), [search.zoom]);
  return useMemo(() => {
    const set = (change: Partial<typeof search>, replace = false) =>
      navigate({ to: ".", search: (before) => ({ ...before, ...change }), replace, resetScroll: false });
    return {
      axis: search.x ?? ("step" as XAxis),
      smoothing: search.smooth ?? null,
      zoom: zooms.at(-1) ?? null,
      query: search.q ?? "",
      open: search.open ?? null,
      version: search.step ?? null,
      setAxis: (axis: XAxis) => set({ x: axis === "step" ? undefined : axis, zoom: undefined }),
      setSmoothing: (smooth: number) => set({ smooth }, true),
      zoomTo: (span: Span) => set({ zoom: writeZoom([...zooms, span]) }),
      zoomBack: () => zooms.length > 0 && set({ zoom: writeZoom(zooms.slice(0, -1)) }),
      setQuery: (q: string) => set({ q: q || undefined }, true),
      openLog: (open: string | null, step: number | null = null) =>
        set({ open: open ?? undefined, step: step ?? undefined }),
      setVersion: (step: number | null) => set({ step: step ?? undefined }, true),
    };
  }, [search, zooms, navigate]);
}

export type LogsView = ReturnType<typeof useLogsView>;
