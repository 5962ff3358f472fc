import { Button } from "@mantine/core";
import { useState } from "react";
import type { Payload } from "../api/client";
import { commonStepUnit } from "../experiment/facts";
import { DEFAULT_SMOOTHING, SHORT } from "../logs/smoothing";
import type { Span } from "../plots/axis";
import { CurvesCard } from "../plots/CurvesCard";
import type { CurveSpec } from "../plots/curves";
import { counted } from "../shared/numbers";
import classes from "./ComparisonPage.module.css";
import { useComparisonAddress } from "./useComparisonAddress";

interface ComparedCurvesProps {
  data: Payload["Comparison"];
  /** Names of line logs, in the order to show. */
  lines: readonly string[];
}

const SHOWN = 12;

/** A chart a name, with the curves of all experiments; crosshair and zoom in common. */
export function ComparedCurves({ data, lines: names }: ComparedCurvesProps) {
  const { search } = useComparisonAddress();
  const [all, setAll] = useState(false);
  const [zooms, setZooms] = useState<Span[]>([]);
  const lines = all ? names : names.slice(0, SHOWN);
  const hidden = names.length - lines.length;
  const unit = commonStepUnit(data.experiments);
  if (names.length === 0) return null;
  return (
    <>
      <div className={classes.curves}>
        {lines.map((name) => (
          <CurvesCard
            key={name}
            title={name}
            series={specs(data.experiments, name)}
            axis={search.x ?? "step"}
            unit={unit}
            smoothing={DEFAULT_SMOOTHING}
            smoothFrom={SHORT}
            zoom={zooms.at(-1) ?? null}
            onZoom={(span) => setZooms((old) => [...old, span])}
            onBack={() => setZooms((old) => old.slice(0, -1))}
            syncKey="comparison"
            live={data.experiments.some(({ status }) => status === "running")}
            height={180}
            {...(name.split("/").at(-1) === "accuracy" && { ceiling: 1 })}
          />
        ))}
      </div>
      {hidden > 0 && (
        <Button onClick={() => setAll(true)} style={{ alignSelf: "flex-start" }}>
          Show {counted(hidden, "more curve", "more curves")}
        </Button>
      )}
    </>
  );
}

/** A name of the Summary may have been read from another log, by its alias: then that log is drawn. */
function specs(experiments: readonly Payload["ExperimentRow"][], name: string): CurveSpec[] {
  return experiments.map((row) => ({
    experiment: row.id,
    name: row.summary[name]?.log ?? name,
    slot: row.slot,
    label: row.name,
    started: row.started,
  }));
}
