import { Box, Text } from "@mantine/core";
import { EmptyPlace } from "../names/EmptyPlace";

/** What fills the page. */
export function LogsEmpty() {
  return (
    <Box py="lg">
      <EmptyPlace surface="logs.line" title="Nothing logged yet">
        <Text c="var(--text-2)" fz="sm">
          Curves, matrices, tables and pictures appear here as the script logs them.
        </Text>
      </EmptyPlace>
    </Box>
  );
}
