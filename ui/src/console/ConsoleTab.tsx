import { Box, Text } from "@mantine/core";
import { useState } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import { CodeBox } from "../shared/CodeBox";
import { ConsoleBar } from "./ConsoleBar";
import { ConsoleMatches } from "./ConsoleMatches";
import classes from "./ConsoleTab.module.css";
import { ConsoleView } from "./ConsoleView";

/** What the script printed. */
export function ConsoleTab() {
  const { row, console_lines } = useExperiment();
  const [query, setQuery] = useState("");
  const [follow, setFollow] = useState(row.status === "running");
  if (!console_lines) return <ConsoleEmpty />;
  return (
    <Box className={classes.tab}>
      <ConsoleBar
        total={console_lines}
        query={query}
        onQuery={setQuery}
        follow={follow}
        onFollow={setFollow}
      />
      {query ? (
        <ConsoleMatches query={query} />
      ) : (
        <ConsoleView total={console_lines} follow={follow} onFollow={setFollow} />
      )}
    </Box>
  );
}

function ConsoleEmpty() {
  return (
    <Box p={20} maw={600}>
      <Text fz="lg" fw="var(--fw-strong)" pb="xs">
        Nothing printed yet
      </Text>
      <Text c="var(--text-2)" pb="sm">
        Everything that the script prints after this line appears here:
      </Text>
      <CodeBox code={'experiment = sightline.init(project="my-project")'} wrap />
    </Box>
  );
}
