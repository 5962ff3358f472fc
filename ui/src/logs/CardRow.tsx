import { Box } from "@mantine/core";
import classes from "./CardRow.module.css";
import { LogCard } from "./LogCard";
import type { PageRow } from "./sections";
import type { LogsView } from "./useLogsView";

interface CardRowProps {
  row: Extract<PageRow, { kind: "cards" }>;
  view: LogsView;
}

/** Cards side by side, all as high as the highest. */
export function CardRow({ row, view }: CardRowProps) {
  return (
    <Box className={classes.cards} style={{ "--columns": row.columns }}>
      {row.cards.map((log) => (
        <LogCard key={log.name} log={log} view={view} />
      ))}
    </Box>
  );
}
