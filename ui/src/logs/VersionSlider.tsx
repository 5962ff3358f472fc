import { Group, Slider, Text } from "@mantine/core";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { stepUnit } from "../experiment/facts";

interface VersionSliderProps {
  state: Payload["LogState"];
  /** null: the newest, also when newer ones come. */
  version: number | null;
  onChange: (version: number | null) => void;
}

/** The states of a log, oldest left. Where they have steps, the slider says the step; arrow keys move it. */
export function VersionSlider({ state, version, onChange }: VersionSliderProps) {
  const unit = stepUnit(useExperiment().row);
  const versions = [...state.versions].sort((a, b) => a.version - b.version);
  if (versions.length < 2) return null;
  const last = versions.length - 1;
  const at = version === null ? last : versions.findIndex((each) => each.version === version);
  const shown = versions[at] ?? versions[last];
  const word =
    shown?.step == null ? `version ${shown?.version}` : `${unit} ${shown.step.toLocaleString("en")}`;
  return (
    <Group gap="sm" wrap="nowrap" pt="xs">
      <Text fz="xs" c="var(--text-2)" style={{ whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}>
        {word}
      </Text>
      <Slider
        flex={1}
        size={3}
        thumbSize={14}
        label={null}
        thumbLabel={`State of ${state.name}`}
        min={0}
        max={last}
        value={at < 0 ? last : at}
        onChange={(next) => onChange(next === last ? null : (versions[next]?.version ?? null))}
      />
    </Group>
  );
}
