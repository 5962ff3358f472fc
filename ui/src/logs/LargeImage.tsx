import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { bytes, fullTime } from "../shared/numbers";
import { PanelError } from "../shared/PanelError";
import type { LogCardProps } from "./cardProps";
import classes from "./LargeImage.module.css";
import { LayerToggles } from "./LayerToggles";
import { LoggedPicture } from "./LoggedPicture";
import { logState } from "./logs.queries";
import type { LoggedImage } from "./overlays";
import { useLayers } from "./useLayers";
import { VersionSlider } from "./VersionSlider";

/** The whole picture on its mat, names on the boxes. The state shown is in the address. */
export function LargeImage({ log, view }: LogCardProps) {
  const { row } = useExperiment();
  const { data, error, refetch } = useQuery(logState(row.id, log.name, view.version));
  if (error && !data) return <PanelError what={log.name} error={error} retry={refetch} />;
  if (!data) return <Skeleton height={420} />;
  return (
    <Stack gap="xs">
      <Picture state={data} />
      <VersionSlider state={data} version={view.version} onChange={view.setVersion} />
    </Stack>
  );
}

function Picture({ state }: { state: Payload["LogState"] }) {
  const image = state.data as LoggedImage;
  const layers = useLayers(image);
  useHotkeys([["b", layers.toggleAll]]);
  const { width, height, size, format } = image.file;
  return (
    <>
      <div className={classes.mat} style={{ "--ratio": width / height }}>
        <LoggedPicture image={image} name={state.name} hidden={layers.hidden} width={1600} fit="contain" />
      </div>
      <Group gap="sm" align="flex-start">
        <LayerToggles {...layers} />
        <Text fz="xs" c="var(--text-3)" ml="auto" pt={9} title={fullTime(state.time)}>
          {width} × {height} · {format} · {bytes(size)}
        </Text>
      </Group>
    </>
  );
}
