import { useLocalStorage } from "@mantine/hooks";

const MOST = 2;

/** Names of further logs in the Summary of this project's experiments. A third one takes the place of the first. */
export function usePinnedFigures(project: string) {
  const [pinned, setPinned] = useLocalStorage<string[]>({
    key: `sightline-figures ${project}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const toggle = (name: string) =>
    setPinned((before) =>
      before.includes(name) ? before.filter((one) => one !== name) : [...before, name].slice(-MOST),
    );
  return { pinned, toggle };
}
