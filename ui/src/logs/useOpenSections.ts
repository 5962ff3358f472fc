import { useLocalStorage } from "@mantine/hooks";
import { useCallback, useMemo } from "react";
import { openAtFirst, type Section } from "./sections";

/** Which sections are open: what the reader chose in this project, else what there is room for. */
export function useOpenSections(project: string, sections: readonly Section[]) {
  const [chosen, setChosen] = useLocalStorage<Record<string, boolean>>({
    key: `sightline-sections ${project}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const first = useMemo(() => openAtFirst(sections), [sections]);
  const isOpen = useCallback((name: string) => chosen[name] ?? first.has(name), [chosen, first]);
  const toggle = useCallback(
    (name: string) => setChosen((before) => ({ ...before, [name]: !(before[name] ?? first.has(name)) })),
    [setChosen, first],
  );
  return { isOpen, toggle };
}
