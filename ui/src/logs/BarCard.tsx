import { ScrollArea } from "@mantine/core";
import { Bars } from "./Bars";
import { type BarData, barsOf } from "./bars";
import type { LogCardProps } from "./cardProps";
import { StateCard } from "./StateCard";

interface BarCardProps extends LogCardProps {
  large?: boolean;
}

/** Named bars; a split says how many images it lists. */
export function BarCard({ log, view, large }: BarCardProps) {
  return (
    <StateCard log={log} view={view} height={120} large={large}>
      {({ data }) => (
        <ScrollArea.Autosize mah={large ? "70vh" : 200}>
          <Bars chart={barsOf(data as BarData)} label={log.name} />
        </ScrollArea.Autosize>
      )}
    </StateCard>
  );
}
