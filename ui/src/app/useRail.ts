import { useLocalStorage, useMediaQuery } from "@mantine/hooks";

/** Whether the side bar is a rail: by choice, which is remembered, or because the window is narrow. */
export function useRail(): { on: boolean; toggle: () => void } {
  const narrow = useMediaQuery("(max-width: 1199px)", false, { getInitialValueInEffect: false });
  const [chosen, setChosen] = useLocalStorage<boolean | null>({
    key: "sightline-rail",
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const on = chosen ?? narrow;
  return { on, toggle: () => setChosen(!on) };
}
