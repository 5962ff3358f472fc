import { useEffect, useRef } from "react";

/** What keys do: `"c"`, `"Enter"`, `"?"`, or two in a row, `"g e"`. */
export type Bindings = Record<string, (event: KeyboardEvent) => void>;

const SEQUENCE_MS = 900;

/** Keys are off in text fields, in open dialogs and with a modifier held. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      "input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu], [role=listbox]",
    ) !== null
  );
}

/** Binds keys while the component is on the page. */
export function useKeys(bindings: Bindings): void {
  const current = useRef(bindings);
  current.current = bindings;
  useEffect(() => {
    let before = "";
    let at = 0;
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target))
        return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const pair = event.timeStamp - at < SEQUENCE_MS ? `${before} ${key}` : "";
      before = key;
      at = event.timeStamp;
      const action = current.current[pair] ?? (isSecond(pair) ? undefined : current.current[key]);
      if (!action) return;
      event.preventDefault();
      action(event);
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

/** After "g", a letter belongs to the sequence, whoever listens to it. */
function isSecond(pair: string): boolean {
  return pair.startsWith("g ");
}
