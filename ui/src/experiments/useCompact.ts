import { useLocalStorage } from "@mantine/hooks";

/** Rows of 28 instead of 34 pixels; remembered on this machine. */
export function useCompact() {
  return useLocalStorage({ key: "sightline-compact", defaultValue: false, getInitialValueInEffect: false });
}
