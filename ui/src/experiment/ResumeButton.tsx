import { Button, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlayerTrackNext } from "@tabler/icons-react";
import { CodeBox } from "../shared/CodeBox";
import { useExperiment } from "./ExperimentContext";
import classes from "./HeaderButton.module.css";
import { resumeScript } from "./scripts";

/** The line that goes on with this experiment. */
export function ResumeButton() {
  const { row, project, cannot_resume } = useExperiment();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        className={classes.button}
        leftSection={<IconPlayerTrackNext size={14} stroke={1.6} />}
        disabled={cannot_resume !== ""}
        title={cannot_resume || undefined}
        onClick={open}
      >
        Resume
      </Button>
      <Modal opened={opened} onClose={close} title={`Go on with ${row.name}`} size="lg">
        <Stack gap="sm">
          <Text c="var(--text-2)">
            In the script, in place of its own init. A step that is logged again replaces its point.
          </Text>
          <CodeBox code={resumeScript(row, project)} wrap />
        </Stack>
      </Modal>
    </>
  );
}
