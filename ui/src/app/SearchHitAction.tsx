import { Spotlight } from "@mantine/spotlight";
import { IconChartLine, IconFile, IconFlask2, IconLayoutGrid } from "@tabler/icons-react";
import type { Payload } from "../api/client";

const ICONS = { project: IconLayoutGrid, experiment: IconFlask2, log: IconChartLine, file: IconFile };

interface SearchHitActionProps {
  hit: Payload["SearchHit"];
  onOpen: () => void;
}

export function SearchHitAction({ hit: { kind, title, project }, onOpen }: SearchHitActionProps) {
  const Picture = ICONS[kind];
  return (
    <Spotlight.Action
      label={title}
      description={kind === "project" ? "project" : `${kind} · ${project}`}
      leftSection={<Picture size={16} stroke={1.6} />}
      onClick={onOpen}
    />
  );
}
