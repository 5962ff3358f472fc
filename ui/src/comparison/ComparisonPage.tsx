import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { PanelError } from "../shared/PanelError";
import { ChooseExperiments } from "./ChooseExperiments";
import { ComparedCurves } from "./ComparedCurves";
import { ComparisonBones } from "./ComparisonBones";
import { ComparisonHead } from "./ComparisonHead";
import classes from "./ComparisonPage.module.css";
import { ComparisonTable } from "./ComparisonTable";
import { comparison } from "./comparison.queries";
import { useComparisonAddress } from "./useComparisonAddress";

/** Two or more experiments: their curves over each other, their numbers and parameters side by side. */
export function ComparisonPage() {
  const { project } = useParams({ from: "/shell/p/$project/compare" });
  const { ids } = useComparisonAddress();
  const { data, error, refetch } = useQuery(comparison(ids));
  if (ids.length === 0) return <ChooseExperiments project={project} />;
  if (error && !data) return <PanelError page what="The comparison" error={error} retry={refetch} />;
  if (!data) return <ComparisonBones />;
  const headlines = new Set(
    data.experiments.flatMap(({ summary }) =>
      Object.entries(summary).flatMap(([name, { log }]) => [name, log]),
    ),
  );
  const isHeadline = (name: string) => headlines.has(name);
  return (
    <div className={classes.page}>
      <ComparisonHead project={project} experiments={data.experiments} />
      <ComparedCurves key={`first ${ids.join()}`} data={data} lines={data.lines.filter(isHeadline)} />
      <ComparisonTable data={data} />
      <ComparedCurves key={ids.join()} data={data} lines={data.lines.filter((name) => !isHeadline(name))} />
    </div>
  );
}
