import { Button, CloseButton, Group, SegmentedControl, Slider, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch, IconZoomReset } from "@tabler/icons-react";
import { useState } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import { stepUnit } from "../experiment/facts";
import { type XAxis, xAxes, xAxisWords } from "../plots/axis";
import { counted } from "../shared/numbers";
import classes from "./LogsControls.module.css";
import { DEFAULT_SMOOTHING } from "./smoothing";
import type { LogsView } from "./useLogsView";

interface LogsControlsProps {
  total: number;
  view: LogsView;
}

/** One switch for all curves of the page: what runs along, and how smooth. Search, where there are many logs. */
export function LogsControls({ total, view }: LogsControlsProps) {
  const unit = stepUnit(useExperiment().row);
  const searchable = total > 40 || view.query !== "";
  const axes = xAxes.map((axis) => ({ value: axis, label: axis === "step" ? unit : xAxisWords[axis] }));
  return (
    <Group className={classes.controls} gap="sm" justify="flex-end" data-beside={!searchable || undefined}>
      {searchable && <SearchBox total={total} query={view.query} onChange={view.setQuery} />}
      {view.zoom && (
        <Button
          size="xs"
          leftSection={<IconZoomReset size={14} stroke={1.6} />}
          onClick={() => view.zoomBack()}
          title="Or double-click a chart"
        >
          Zoom back
        </Button>
      )}
      <Group gap="xs" wrap="nowrap">
        <Text c="var(--text-3)" fz="sm" className={classes.word} aria-hidden>
          x
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Horizontal axis"
          data={axes}
          value={view.axis}
          onChange={(axis) => view.setAxis(axis as XAxis)}
        />
      </Group>
      <Smoothing value={view.smoothing} onChange={view.setSmoothing} />
    </Group>
  );
}

interface SearchBoxProps {
  total: number;
  query: string;
  onChange: (query: string) => void;
}

function SearchBox({ total, query, onChange }: SearchBoxProps) {
  const [text, setText] = useState(query);
  const later = useDebouncedCallback(onChange, 200);
  const change = (next: string) => {
    setText(next);
    later(next);
  };
  return (
    <TextInput
      className={classes.search}
      aria-label="Search logs by name"
      placeholder={`Search ${counted(total, "log")}`}
      leftSection={<IconSearch size={14} stroke={1.6} />}
      rightSection={
        text && <CloseButton size={20} aria-label="Clear the search" onClick={() => change("")} />
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

interface SmoothingProps {
  value: number | null;
  onChange: (value: number) => void;
}

function Smoothing({ value, onChange }: SmoothingProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value ?? DEFAULT_SMOOTHING;
  return (
    <Group gap="sm" wrap="nowrap">
      <Text c="var(--text-3)" fz="sm">
        smoothing
      </Text>
      <Slider
        w={90}
        miw={48}
        size={3}
        thumbSize={14}
        min={0}
        max={0.99}
        step={0.01}
        label={null}
        thumbLabel="Smoothing"
        value={shown}
        onChange={setDragged}
        onChangeEnd={(next) => {
          setDragged(null);
          onChange(next);
        }}
      />
      <Text fz="sm" w={28} className={classes.figure}>
        {Number(shown.toFixed(2))}
      </Text>
    </Group>
  );
}
