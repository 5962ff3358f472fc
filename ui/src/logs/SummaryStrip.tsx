import { useQuery } from "@tanstack/react-query";
import { useExperiment } from "../experiment/ExperimentContext";
import { logList } from "./logs.queries";
import { PinnedFigure } from "./PinnedFigure";
import { ProgressCard } from "./ProgressCard";
import { SummaryCard } from "./SummaryCard";
import { SummaryEmpty } from "./SummaryEmpty";
import classes from "./SummaryStrip.module.css";
import { usePinnedFigures } from "./usePinnedFigures";

/** The headline numbers of the experiment, what the reader pinned beside them, and how far it is while it runs. */
export function SummaryStrip() {
  const { row, project } = useExperiment();
  const { data: logs } = useQuery(logList(row.id));
  const { pinned } = usePinnedFigures(project);
  const headlines = Object.entries(row.summary);
  return (
    <div className={classes.strip}>
      {headlines.map(([name, headline]) => (
        <SummaryCard key={name} name={name} headline={headline} />
      ))}
      {!headlines.length && <SummaryEmpty />}
      {logs
        ?.filter(({ name }) => pinned.includes(name))
        .map((log) => (
          <PinnedFigure key={log.name} log={log} />
        ))}
      {row.progress && row.status === "running" && <ProgressCard progress={row.progress} />}
    </div>
  );
}
