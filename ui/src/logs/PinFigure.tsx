import { ActionIcon } from "@mantine/core";
import { IconPin, IconPinnedOff } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { usePinnedFigures } from "./usePinnedFigures";

interface PinFigureProps {
  log: Payload["LogEntry"];
}

/** Puts a number into the Summary, or takes it out; what stands there by its own name stays. */
export function PinFigure({ log: { name } }: PinFigureProps) {
  const { row, project } = useExperiment();
  const { pinned, toggle } = usePinnedFigures(project);
  const on = pinned.includes(name);
  const Picture = on ? IconPinnedOff : IconPin;
  if (Object.values(row.summary).some(({ log }) => log === name)) return null;
  return (
    <ActionIcon
      size={24}
      data-quiet
      aria-label={on ? `Take ${name} out of the Summary` : `Pin ${name} to the Summary`}
      title={on ? "Take out of the Summary" : "Pin to the Summary"}
      onClick={() => toggle(name)}
    >
      <Picture size={14} stroke={1.6} />
    </ActionIcon>
  );
}
