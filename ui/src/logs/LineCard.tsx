import { useMemo, useState } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import { stepUnit } from "../experiment/facts";
import type { Span } from "../plots/axis";
import { CurvesCard } from "../plots/CurvesCard";
import type { LogCardProps } from "./cardProps";
import { OpenLarge } from "./OpenLarge";
import { PinFigure } from "./PinFigure";
import { SYSTEM, sectionOf } from "./sections";
import { smoothingFor } from "./smoothing";
import { treatedAs } from "./treatedAs";

interface LineCardProps extends LogCardProps {
  height?: number;
}

/** One series of this experiment as a curve. */
export function LineCard({ log, view, height }: LineCardProps) {
  const { row } = useExperiment();
  const series = useMemo(
    () => [{ experiment: row.id, name: log.name, slot: row.slot, label: log.name, started: row.started }],
    [row.id, row.slot, row.started, log.name],
  );
  const [own, setOwn] = useState<Span | null>(null);
  // The machine's samples are no epochs: where the page counts steps, these curves run over time, and zoom alone.
  const timed = view.axis === "step" && sectionOf(log.name) === SYSTEM;
  const zoom = timed
    ? { zoom: own, onZoom: setOwn, onBack: () => setOwn(null), syncKey: `${row.id} ${SYSTEM}` }
    : { zoom: view.zoom, onZoom: view.zoomTo, onBack: view.zoomBack, syncKey: row.id };
  return (
    <CurvesCard
      title={log.name}
      note={treatedAs(log)}
      series={series}
      axis={timed ? "relative" : view.axis}
      unit={stepUnit(row)}
      smoothing={smoothingFor(log.line?.count ?? 0, view.smoothing)}
      {...zoom}
      live={row.status === "running"}
      ceiling={(log.treated_as ?? log.name) === "accuracy" ? 1 : undefined}
      height={height}
      actions={
        !height && (
          <>
            <PinFigure log={log} />
            <OpenLarge log={log} view={view} />
          </>
        )
      }
    />
  );
}
