import { useEffect, useRef } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import { usePlotTheme } from "../plots/usePlotTheme";
import classes from "./MasksLayer.module.css";
import { classLayer, classOrder, type LoggedImage, paintMask } from "./overlays";
import { rgb } from "./rgb";

interface MasksLayerProps {
  image: LoggedImage;
  hidden: ReadonlySet<string>;
}

const alpha = 110;

/** Masks over a picture, a colour a class. Drawn at their own size; the page scales them with the picture. */
export function MasksLayer({ image, hidden }: MasksLayerProps) {
  const { labelmap } = useExperiment();
  const theme = usePlotTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, width] = image.masks[0]?.size ?? [0, 0];

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !width || !height) return;
    const classNames = classOrder(image, labelmap);
    const pixels = context.createImageData(width, height);
    for (const mask of image.masks) {
      const layer = classLayer(mask.label, classNames, labelmap);
      if (hidden.has(layer.key) || mask.size[0] !== height || mask.size[1] !== width) continue;
      paintMask(mask, pixels.data, rgb(theme.color(layer.token)), alpha);
    }
    context.putImageData(pixels, 0, 0);
  }, [image, hidden, labelmap, theme, width, height]);

  if (!image.masks.length) return null;
  return <canvas ref={canvas} className={classes.masks} width={width} height={height} aria-hidden />;
}
