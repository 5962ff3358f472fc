import { Modal, Stack, Text } from "@mantine/core";
import { CodeBox } from "../shared/CodeBox";
import { firstLines } from "../shared/firstLines";

interface NewExperimentDialogProps {
  project: string;
  opened: boolean;
  onClose: () => void;
}

/** An experiment starts in a script, so this gives the script. */
export function NewExperimentDialog({ project, opened, onClose }: NewExperimentDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="New experiment" size={560}>
      <Stack gap="md">
        <Text c="var(--text-2)">A script starts it. It appears in the table with its first line.</Text>
        <CodeBox code={firstLines(project)} />
        <Text c="var(--text-3)" fz="sm">
          On this machine a script finds the server by itself. From another one, set SIGHTLINE_URL to{" "}
          {location.origin} and SIGHTLINE_API_KEY to a key from the settings.
        </Text>
      </Stack>
    </Modal>
  );
}
