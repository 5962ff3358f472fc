import { Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { SidePanels } from "./SidePanels";

/** The panel beside the logs, where there is room for it; otherwise it is behind a button of the tabs. */
export function FindingsSide() {
  const wide = useMediaQuery("(min-width: 1200px)", undefined, { getInitialValueInEffect: false });
  if (!wide) return null;
  return (
    <Stack component="aside" gap={10} aria-label="Findings, run and notes">
      <SidePanels />
    </Stack>
  );
}
