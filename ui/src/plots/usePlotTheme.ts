import { useMemo, useSyncExternalStore } from "react";
import { type PlotTheme, plotTheme } from "./plotTheme";

/** The plots' colours, read again when the page changes its theme. */
export function usePlotTheme(): PlotTheme {
  const theme = useSyncExternalStore(subscribe, themeName);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name of the theme stands for the styles that are read
  return useMemo(plotTheme, [theme]);
}

function themeName(): string {
  return document.documentElement.dataset.theme ?? "light";
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
