import type { LogCardProps } from "./cardProps";
import { EvaluationTables } from "./EvaluationTables";
import type { Evaluation } from "./evaluation";
import { StateCard } from "./StateCard";

interface EvaluationCardProps extends LogCardProps {
  large?: boolean;
}

/** Per-image results as they were logged: nothing here is computed again. */
export function EvaluationCard({ log, view, large = false }: EvaluationCardProps) {
  return (
    <StateCard log={log} view={view} height={160} large={large}>
      {({ data }) => <EvaluationTables evaluation={data as Evaluation} label={log.name} large={large} />}
    </StateCard>
  );
}
