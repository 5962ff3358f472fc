import { useEffect, useRef, useState } from "react";
import { useTableAddress } from "./useTableAddress";

const PAUSE_MS = 250;

/**
 * What is written in the filter, told to the address after a pause. All that is written until `settle` is one entry of
 * the history, so that Back undoes it as a whole. When the address changes from elsewhere (a view, Back), the text follows.
 */
export function useFilterText() {
  const { search, change } = useTableAddress();
  const asked = search.q ?? "";
  const [text, write] = useState(asked);
  const begun = useRef(false);
  const latest = useRef({ text, asked, change });
  latest.current = { text, asked, change };
  const settle = () => {
    begun.current = false;
  };

  useEffect(() => {
    if (latest.current.text.trim() === asked.trim()) return;
    write(asked);
    begun.current = false;
  }, [asked]);

  useEffect(() => {
    const tell = () => {
      if (text.trim() === latest.current.asked.trim()) return;
      latest.current.change({ q: text.trim() === "" ? undefined : text }, begun.current);
      begun.current = true;
    };
    const timer = setTimeout(tell, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return { text, write, settle };
}
