import { Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { CodeBox } from "../shared/CodeBox";

interface FileEmptyProps {
  entry: Payload["FileEntry"];
  onSend: (file: File) => void;
}

/** An empty slot: what it is for, and the line that fills it. */
export function FileEmpty({ entry, onSend }: FileEmptyProps) {
  return (
    <Stack gap="sm" maw={560} pt="xs">
      <Text fz="lg" fw="var(--fw-strong)">
        {entry.name} is empty
      </Text>
      <Text c="var(--text-2)">{entry.doc}</Text>
      <Text c="var(--text-2)">This line fills it:</Text>
      <CodeBox code={entry.example} wrap />
      <Group gap="sm">
        <FileButton onChange={(file) => file && onSend(file)}>
          {(props) => (
            <Button {...props} leftSection={<IconUpload size={14} stroke={1.6} />}>
              Upload it here
            </Button>
          )}
        </FileButton>
        <Text c="var(--text-3)" fz="sm">
          or drop a file on this page
        </Text>
      </Group>
    </Stack>
  );
}
