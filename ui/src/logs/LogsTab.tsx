import { Box, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import { FindingsSide } from "../findings/FindingsSide";
import { PanelError } from "../shared/PanelError";
import { LargeView } from "./LargeView";
import { LogSections } from "./LogSections";
import { LogsBones } from "./LogsBones";
import { LogsEmpty } from "./LogsEmpty";
import classes from "./LogsTab.module.css";
import { logList } from "./logs.queries";
import { SummaryStrip } from "./SummaryStrip";

/** What the script logged: the headline numbers, then every log by section, and beside them what was noticed. */
export function LogsTab() {
  const { row } = useExperiment();
  const { data, error, refetch } = useQuery(logList(row.id));
  const drawn = useMemo(() => data?.filter((log) => log.drawn) ?? [], [data]);
  return (
    <Box className={classes.layout}>
      <Stack gap="sm" miw={0}>
        <SummaryStrip />
        {data ? (
          drawn.length ? (
            <LogSections logs={drawn} />
          ) : (
            <LogsEmpty />
          )
        ) : error ? (
          <PanelError what="The list of logs" error={error} retry={refetch} />
        ) : (
          <LogsBones />
        )}
      </Stack>
      <FindingsSide />
      <LargeView logs={drawn} />
    </Box>
  );
}
