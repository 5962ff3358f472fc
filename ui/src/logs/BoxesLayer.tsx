import { useMemo } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import classes from "./BoxesLayer.module.css";
import { type Box, boxLabel, boxLayer, classOrder, type LoggedImage } from "./overlays";

interface BoxesLayerProps {
  image: LoggedImage;
  hidden: ReadonlySet<string>;
  /** Write the class and score on each box. */
  names: boolean;
}

/** Boxes over a picture: a halo under each, outcome by colour and line, class by colour. */
export function BoxesLayer({ image, hidden, names }: BoxesLayerProps) {
  const { labelmap } = useExperiment();
  const classNames = useMemo(() => classOrder(image, labelmap), [image, labelmap]);
  const { width, height } = image.file;
  const shown = image.boxes
    .map((box) => ({ box, layer: boxLayer(box, classNames, labelmap) }))
    .filter(({ layer }) => !hidden.has(layer.key));
  // Each truth that was met has its detection's name beside it: two names on one spot could not be read.
  const judged = image.boxes.some(({ outcome }) => outcome && outcome !== "truth");
  const named = names ? shown.filter(({ layer }) => !judged || layer.outcome !== "truth") : [];
  return (
    <>
      <svg
        className={classes.boxes}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="xMidYMid slice"
        data-tile={!names || undefined}
        aria-hidden
      >
        {shown.map(({ box, layer }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the log
          <g key={at} data-testid="box">
            <rect {...rectangle(box)} className={classes.halo} />
            <rect
              {...rectangle(box)}
              className={classes[layer.outcome ?? "class"]}
              style={{ stroke: `var(${layer.token})` }}
            >
              <title>
                {[boxLabel(box, labelmap), layer.outcome && layer.word].filter(Boolean).join(", ")}
              </title>
            </rect>
          </g>
        ))}
      </svg>
      {named.map(({ box, layer }, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the log
          key={at}
          className={classes.name}
          data-inside={box.box[1] / height < 0.04 || undefined}
          style={{
            left: `${(Math.max(0, box.box[0]) / width) * 100}%`,
            top: `${(Math.max(0, box.box[1]) / height) * 100}%`,
            background: `var(${layer.token})`,
          }}
        >
          {[layer.outcome && layer.word.split(",")[0], boxLabel(box, labelmap)].filter(Boolean).join(" ")}
        </span>
      ))}
    </>
  );
}

function rectangle({ box: [left, top, right, bottom] }: Box) {
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top), rx: 2 };
}
