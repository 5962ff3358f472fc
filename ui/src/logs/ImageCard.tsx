import { Box } from "@mantine/core";
import { useState } from "react";
import type { LogCardProps } from "./cardProps";
import { LayerToggles } from "./LayerToggles";
import { LoggedPicture } from "./LoggedPicture";
import type { LoggedImage } from "./overlays";
import { StateCard } from "./StateCard";
import { useLayers } from "./useLayers";
import { VersionSlider } from "./VersionSlider";

/** A picture with its boxes and masks; a slider where it was logged at several steps. */
export function ImageCard({ log, view }: LogCardProps) {
  const [version, setVersion] = useState<number | null>(null);
  return (
    <StateCard log={log} view={view} version={version} height={160}>
      {(state) => (
        <Box px="md" pb="sm">
          <CardPicture
            image={state.data as LoggedImage}
            name={log.name}
            onOpen={() => view.openLog(log.name, version)}
          />
          <VersionSlider state={state} version={version} onChange={setVersion} />
        </Box>
      )}
    </StateCard>
  );
}

interface CardPictureProps {
  image: LoggedImage;
  name: string;
  onOpen: () => void;
}

function CardPicture({ image, name, onOpen }: CardPictureProps) {
  const layers = useLayers(image);
  return (
    <>
      <LoggedPicture
        image={image}
        name={name}
        hidden={layers.hidden}
        width={640}
        fit="cover"
        onOpen={onOpen}
      />
      <LayerToggles {...layers} />
    </>
  );
}
