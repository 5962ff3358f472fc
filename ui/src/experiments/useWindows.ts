import type { Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useRef } from "react";
import { WINDOW } from "./experiments.queries";

/** Tells which windows of rows are in sight, when that changes. */
export function useWindows(tell: (pages: readonly number[]) => void) {
  const told = useRef("0");
  return useCallback(
    ({ range }: Virtualizer<HTMLDivElement, Element>) => {
      if (!range) return;
      const first = Math.floor(range.startIndex / WINDOW);
      const last = Math.floor(range.endIndex / WINDOW);
      const pages = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      if (pages.join() === told.current) return;
      told.current = pages.join();
      tell(pages);
    },
    [tell],
  );
}
