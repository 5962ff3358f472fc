import { useExperiment } from "../experiment/ExperimentContext";
import { ProgressCard } from "./ProgressCard";
import { SummaryCard } from "./SummaryCard";
import { SummaryEmpty } from "./SummaryEmpty";
import classes from "./SummaryStrip.module.css";

/** The headline numbers of the experiment, and how far it is while it runs. */
export function SummaryStrip() {
  const { row } = useExperiment();
  const headlines = Object.entries(row.summary);
  return (
    <div className={classes.strip}>
      {headlines.map(([name, headline]) => (
        <SummaryCard key={name} name={name} headline={headline} />
      ))}
      {!headlines.length && <SummaryEmpty />}
      {row.progress && row.status === "running" && <ProgressCard progress={row.progress} />}
    </div>
  );
}
