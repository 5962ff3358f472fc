import { useElementSize } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Card } from "../shared/Card";
import { PanelError } from "../shared/PanelError";
import { PanelNote } from "../shared/PanelNote";
import type { Span, XAxis } from "./axis";
import { Curves } from "./Curves";
import { CurvesMenu } from "./CurvesMenu";
import { CurvesTable } from "./CurvesTable";
import { type Curve, type CurveSpec, toCurve } from "./curves";
import { PlotBones } from "./PlotBones";
import { seriesOf } from "./series.queries";

export interface CurvesCardProps {
  title: string;
  note?: string;
  actions?: ReactNode;
  series: readonly CurveSpec[];
  axis: XAxis;
  unit: string;
  smoothing: number;
  /** Curves with fewer stored points are drawn as they were logged. */
  smoothFrom?: number;
  zoom: Span | null;
  onZoom: (span: Span) => void;
  onBack: () => void;
  syncKey: string;
  live?: boolean;
  ceiling?: number;
  height?: number;
}

/** A chart that fetches what it draws: the named logs of one or many experiments, at the zoom of the page. */
export function CurvesCard({
  title,
  note,
  actions,
  series,
  smoothing,
  smoothFrom = 0,
  ...page
}: CurvesCardProps) {
  const { axis, zoom, unit, height = 140 } = page;
  const { ref, width } = useElementSize();
  const [log, setLog] = useState(false);
  const [table, setTable] = useState(false);
  const view = { axis, zoom, smoothing, width: pixelColumns(width) };
  const queries = useQueries({
    queries: series.map(({ experiment, name }) => ({
      ...seriesOf(experiment, name, view),
      enabled: width > 0,
    })),
    combine: combined,
  });
  const { data, error, waiting, retry } = queries;
  const curves = useMemo(() => toCurves(series, data, axis, smoothFrom), [series, data, axis, smoothFrom]);
  return (
    <Card
      title={title}
      note={note}
      actions={
        <>
          {actions}
          <CurvesMenu {...{ log, setLog, table, setTable, title }} />
        </>
      }
    >
      <div ref={ref} style={{ minHeight: height }}>
        {error && !curves.length ? (
          <PanelError what={title} error={error} retry={retry} />
        ) : waiting && !curves.length ? (
          <PlotBones height={height} />
        ) : !curves.length ? (
          <PanelNote>No points in this range.</PanelNote>
        ) : table ? (
          <CurvesTable {...{ curves, axis, unit, height }} />
        ) : (
          <Curves {...page} curves={curves} log={log} height={height} />
        )}
      </div>
    </Card>
  );
}

/** One width for all cards of a row, so that their requests go together; finer than a pixel would be waste. */
function pixelColumns(width: number): number {
  return Math.min(2000, Math.max(200, Math.ceil(width / 100) * 100));
}

type Answer = ReturnType<typeof useQueries<ReturnType<typeof seriesOf>[]>>;

function combined(answers: Answer) {
  return {
    data: answers.map((answer) => answer.data),
    error: answers.find((answer) => answer.error)?.error ?? null,
    waiting: answers.some((answer) => answer.isPending),
    retry: () => {
      for (const answer of answers) if (answer.error) answer.refetch();
    },
  };
}

function toCurves(
  series: readonly CurveSpec[],
  data: Answer[number]["data"][],
  axis: XAxis,
  smoothFrom: number,
): Curve[] {
  return series.flatMap((spec, at) => {
    const points = data[at];
    if (!points?.steps.length) return [];
    const curve = toCurve(spec, points, axis);
    return [points.count < smoothFrom ? { ...curve, smoothed: null } : curve];
  });
}
