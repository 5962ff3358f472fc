import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type Bindings, useKeys } from "../shared/keys";
import { neighbours } from "./experiment.queries";
import { tabParam, tabs } from "./tabs";

/** J and K go to the next and the previous experiment of the table, 1, 2, 3 to the tabs. */
export function useExperimentKeys(): void {
  const { project, experiment } = useParams({ from: "/shell/p/$project/e/$experiment/{-$tab}" });
  const navigate = useNavigate({ from: "/p/$project/e/$experiment/{-$tab}" });
  const { data } = useQuery(neighbours(project));
  const step = (by: number) => {
    const rows = data?.rows ?? [];
    const at = rows.findIndex(({ id }) => id === experiment);
    const next = at < 0 ? undefined : rows[at + by];
    if (next) navigate({ to: ".", params: (before) => ({ ...before, experiment: next.id }) });
  };
  const bindings: Bindings = { j: () => step(1), k: () => step(-1) };
  for (const [at, { name }] of tabs.entries()) {
    bindings[String(at + 1)] = () =>
      navigate({ to: ".", params: (before) => ({ ...before, tab: tabParam(name) }), search: {} });
  }
  useKeys(bindings);
}
