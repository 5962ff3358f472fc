import { useMemo, useState } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import { type LoggedImage, layersOf } from "./overlays";

/** The overlays of a picture and which of them are switched off. */
export function useLayers(image: LoggedImage) {
  const { labelmap } = useExperiment();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const layers = useMemo(() => layersOf(image, labelmap), [image, labelmap]);
  const toggle = (key: string) =>
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  const toggleAll = () => setHidden(hidden.size ? new Set() : new Set(layers.map(({ key }) => key)));
  return { layers, hidden, toggle, toggleAll };
}
