import { Box, Text } from "@mantine/core";
import { EmptyPlace } from "../names/EmptyPlace";
import classes from "./SummaryStrip.module.css";

/** What fills the headline numbers. */
export function SummaryEmpty() {
  return (
    <Box className={classes.card} style={{ display: "block" }}>
      <EmptyPlace surface="summary" title="No headline numbers yet">
        <Text c="var(--text-2)" fz="sm">
          The last values of accuracy and loss stand here, in the table and in every comparison.
        </Text>
      </EmptyPlace>
    </Box>
  );
}
