import { useRef } from "react";
import type { Line } from "./lines";
import { type Selection, toggled, withRange, writeSelection } from "./selection";
import { useTableAddress } from "./useTableAddress";

export interface Select {
  selection: Selection;
  toggle: (id: string, range?: boolean) => void;
  set: (ids: Selection) => void;
}

/** Choosing experiments; with shift, everything since the last one chosen. */
export function useSelect(lines: readonly Line[], selection: Selection): Select {
  const { change } = useTableAddress();
  const anchor = useRef<string | null>(null);
  const set = (ids: Selection) => change({ sel: writeSelection(ids) }, true);
  const toggle = (id: string, range = false) => {
    const from = range ? anchor.current : null;
    const on = !selection.includes(id);
    anchor.current = id;
    set(from === null ? toggled(selection, id) : withRange(selection, idsOf(lines), from, id, on));
  };
  return { selection, toggle, set };
}

export function idsOf(lines: readonly Line[]): string[] {
  return lines.flatMap((line) => (line.kind === "row" && line.row ? [line.row.id] : []));
}
