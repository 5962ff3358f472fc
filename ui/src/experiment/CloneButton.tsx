import { Button, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCopy } from "@tabler/icons-react";
import { CodeBox } from "../shared/CodeBox";
import { useExperiment } from "./ExperimentContext";
import classes from "./HeaderButton.module.css";
import { cloneScript } from "./scripts";

/** A script that starts another experiment with the same parameters. */
export function CloneButton() {
  const { row, project } = useExperiment();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button className={classes.button} leftSection={<IconCopy size={14} stroke={1.6} />} onClick={open}>
        Clone
      </Button>
      <Modal opened={opened} onClose={close} title={`Start from ${row.name}`} size="lg">
        <Stack gap="sm">
          <Text c="var(--text-2)">
            The same parameters, tags and dataset, for a new experiment in your script:
          </Text>
          <CodeBox code={cloneScript(row, project)} wrap />
        </Stack>
      </Modal>
    </>
  );
}
