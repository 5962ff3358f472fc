import { useComputedColorScheme } from "@mantine/core";
import { useLayoutEffect } from "react";

/** Tells the tokens which theme it is: `data-theme` beside Mantine's own attribute. */
export function ThemeAttribute() {
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = scheme;
  }, [scheme]);
  return null;
}
