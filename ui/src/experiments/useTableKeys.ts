import { type RefObject, useRef } from "react";
import { useKeys } from "../shared/keys";
import type { Line } from "./lines";
import type { Select } from "./useSelect";

interface TableKeys {
  project: string;
  lines: readonly Line[];
  select: Select;
  show: (index: number) => void;
  scroller: RefObject<HTMLDivElement | null>;
}

/** J and K walk the rows, X selects, Enter opens: the focus is the cursor. */
export function useTableKeys({ lines, select, show, scroller }: TableKeys): void {
  const at = useRef(-1);
  const focused = () => {
    const line = document.activeElement?.closest<HTMLElement>("[data-line]");
    return line && scroller.current?.contains(line) ? Number(line.dataset.line) : at.current;
  };
  const go = (step: 1 | -1) => {
    let next = focused() + step;
    while (next >= 0 && next < lines.length && lines[next].kind === "group") next += step;
    if (next < 0 || next >= lines.length) return;
    at.current = next;
    show(next);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-line="${next}"] a`)?.focus(),
    );
  };
  const mark = (event: KeyboardEvent) => {
    const line = lines[focused()];
    if (line?.kind === "row" && line.row) select.toggle(line.row.id, event.shiftKey);
  };
  useKeys({ j: () => go(1), k: () => go(-1), x: mark });
}
