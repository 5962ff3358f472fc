import { Button, Drawer, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useExperiment } from "../experiment/ExperimentContext";
import classes from "./FindingsButton.module.css";
import { findingList } from "./findings.queries";
import { SidePanels } from "./SidePanels";

/** Opens the side panels as a drawer where the page has no room for them. */
export function FindingsButton() {
  const { row } = useExperiment();
  const { data } = useQuery(findingList(row.id));
  const count = data ? data.findings.length - data.dismissed : row.findings;
  const [opened, { open, close }] = useDisclosure();
  const word = count ? `Findings ${count}` : "About";
  return (
    <>
      <Button
        className={classes.button}
        size="xs"
        leftSection={<IconAlertCircle size={14} stroke={1.6} />}
        onClick={open}
      >
        {word}
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size="min(340px, 100vw)"
        title="Findings, run and notes"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Stack gap={10}>
          <SidePanels />
        </Stack>
      </Drawer>
    </>
  );
}
