import { Spotlight } from "@mantine/spotlight";
import { IconChartLine, IconFile, IconFlask2, IconLayoutGrid } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { Payload } from "../api/client";

const ICONS = { project: IconLayoutGrid, experiment: IconFlask2, log: IconChartLine, file: IconFile };

interface SearchHitActionProps {
  hit: Payload["SearchHit"];
}

export function SearchHitAction({ hit }: SearchHitActionProps) {
  const navigate = useNavigate();
  const Picture = ICONS[hit.kind];
  const { project, experiment } = hit;
  const tab = hit.kind === "file" ? "files" : undefined;
  const open = () =>
    experiment
      ? navigate({ to: "/p/$project/e/$experiment/{-$tab}", params: { project, experiment, tab } })
      : navigate({ to: "/p/$project", params: { project } });
  return (
    <Spotlight.Action
      label={hit.title}
      description={hit.kind === "project" ? "project" : `${hit.kind} · ${project}`}
      leftSection={<Picture size={16} stroke={1.6} />}
      onClick={open}
    />
  );
}
