import type { LogCardProps } from "./cardProps";
import { LogTable } from "./LogTable";
import { StateCard } from "./StateCard";
import type { TableData } from "./tables";

interface TableCardProps extends LogCardProps {
  large?: boolean;
}

export function TableCard({ log, view, large }: TableCardProps) {
  return (
    <StateCard log={log} view={view} height={140} large={large}>
      {({ data }) => <LogTable data={data as TableData} label={log.name} height={large ? "75vh" : "220px"} />}
    </StateCard>
  );
}
