import { createContext, useContext } from "react";
import type { Payload } from "../api/client";

/** The experiment whose page this is. */
export const ExperimentContext = createContext<Payload["ExperimentPage"] | null>(null);

export function useExperiment(): Payload["ExperimentPage"] {
  const page = useContext(ExperimentContext);
  if (!page) throw new Error("useExperiment needs an ExperimentContext above it");
  return page;
}
