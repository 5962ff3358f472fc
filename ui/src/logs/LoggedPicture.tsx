import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import { BoxesLayer } from "./BoxesLayer";
import classes from "./LoggedPicture.module.css";
import { imageUrl } from "./logs.queries";
import { MasksLayer } from "./MasksLayer";
import type { LoggedImage } from "./overlays";

interface LoggedPictureProps {
  image: LoggedImage;
  name: string;
  hidden: ReadonlySet<string>;
  /** Pixels that the server is asked for. */
  width: number;
  /** cover: a tile, cut to 4:3. contain: all of it, with names on the boxes. */
  fit: "cover" | "contain";
  onOpen?: () => void;
}

/** Pixels, masks, boxes, caption: one over the other, in the picture's own coordinates. */
export function LoggedPicture({ image, name, hidden, width, fit, onOpen }: LoggedPictureProps) {
  const { row } = useExperiment();
  const [failed, setFailed] = useState<string | null>(null);
  const { sha256 } = image.file;
  const caption = [image.caption, boxesWord(image)].filter(Boolean).join(" · ");
  const ratio = fit === "cover" ? undefined : `${image.file.width} / ${image.file.height}`;
  const frame = (
    <span className={classes.picture} data-fit={fit} style={{ aspectRatio: ratio, "--ratio": ratio }}>
      {failed === sha256 ? (
        <span className={classes.failed}>This picture can’t be shown.</span>
      ) : (
        <img
          src={imageUrl(row.id, sha256, width)}
          alt={image.caption ?? name}
          loading="lazy"
          onError={() => setFailed(sha256)}
        />
      )}
      <MasksLayer image={image} hidden={hidden} />
      <BoxesLayer image={image} hidden={hidden} names={fit === "contain"} />
      {caption && <span className={classes.caption}>{caption}</span>}
    </span>
  );
  if (!onOpen) return frame;
  return (
    <UnstyledButton className={classes.button} onClick={onOpen} aria-label={`Open ${name} large`}>
      {frame}
    </UnstyledButton>
  );
}

function boxesWord({ boxes, masks }: LoggedImage): string {
  const words = [boxes.length && `${boxes.length} boxes`, masks.length && `${masks.length} masks`];
  return words
    .filter(Boolean)
    .join(", ")
    .replace(/\b1 (box|mask)e?s/g, "1 $1");
}
