import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ServerError } from "../api/client";
import { experimentPage } from "../experiments/experiments.queries";
import { PanelError } from "../shared/PanelError";
import { DeletedExperiment } from "./DeletedExperiment";
import { ExperimentBones } from "./ExperimentBones";
import { ExperimentContext } from "./ExperimentContext";
import { ExperimentHeader } from "./ExperimentHeader";
import { ExperimentTabs } from "./ExperimentTabs";
import { tabOf } from "./tabs";
import { useExperimentKeys } from "./useExperimentKeys";

/** One experiment: what it is, how it stands, and its tabs. */
export function ExperimentPage() {
  const { experiment, tab } = useParams({ from: "/shell/p/$project/e/$experiment/{-$tab}" });
  const { data, error, refetch } = useQuery(experimentPage(experiment));
  useExperimentKeys();
  if (data && error instanceof ServerError && error.status === 404) return <DeletedExperiment page={data} />;
  if (error && !data) return <PanelError page what="This experiment" error={error} retry={refetch} />;
  if (!data) return <ExperimentBones />;
  const { name, Tab } = tabOf(tab);
  return (
    <ExperimentContext value={data}>
      <ExperimentHeader parameters={name === "logs"} />
      <ExperimentTabs active={name} />
      <Tab key={experiment} />
    </ExperimentContext>
  );
}
