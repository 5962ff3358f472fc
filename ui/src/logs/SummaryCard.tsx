import { Text, UnstyledButton } from "@mantine/core";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { stepUnit } from "../experiment/facts";
import { count, exact, finite, metric } from "../shared/numbers";
import { slotColor } from "../shared/slots";
import { SummaryCurve } from "./SummaryCurve";
import classes from "./SummaryStrip.module.css";
import { useLogsView } from "./useLogsView";

interface SummaryCardProps {
  name: string;
  headline: Payload["Headline"];
}

/** The last value, large; the best one and where it was. Opens the curve that it comes from. */
export function SummaryCard({ name, headline }: SummaryCardProps) {
  const { row } = useExperiment();
  const view = useLogsView();
  return (
    <UnstyledButton
      className={classes.card}
      onClick={() => view.openLog(headline.log)}
      aria-label={`${name} ${metric(headline.value)}, open ${headline.log}`}
    >
      <span className={classes.words}>
        <Text fz="sm" c="var(--text-2)" fw="var(--fw-medium)" truncate title={headline.log}>
          {name}
        </Text>
        <Text
          className={classes.figure}
          title={exact(headline.value)}
          c={finite(headline.value) ? undefined : "var(--warn)"}
        >
          {metric(headline.value)}
        </Text>
        <Text fz="xs" c="var(--text-3)" truncate>
          {bestWords(headline, stepUnit(row))}
        </Text>
      </span>
      <SummaryCurve values={headline.sparkline} color={slotColor(row.slot)} />
    </UnstyledButton>
  );
}

function bestWords({ best, best_step, sparkline, log }: Payload["Headline"], unit: string): string {
  if (sparkline.length < 2) return `from ${log}`;
  if (!finite(best)) return "no finite value";
  return best_step === null ? `best ${metric(best)}` : `best ${metric(best)} at ${unit} ${count(best_step)}`;
}
