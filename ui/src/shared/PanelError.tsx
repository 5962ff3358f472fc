import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCopy, IconRefresh } from "@tabler/icons-react";
import { ServerError } from "../api/client";

interface PanelErrorProps {
  /** What could not be read: "loss", "the files". */
  what: string;
  error: Error;
  retry: () => void;
  /** It stands for the whole page. */
  page?: boolean;
}

/** What went wrong inside one panel, and the way on. The panels around it are not affected. */
export function PanelError({ what, error, retry, page = false }: PanelErrorProps) {
  const code = error instanceof ServerError ? error.code : "page-error";
  return (
    <Stack gap="sm" p={page ? 20 : "md"} role="alert">
      <Group gap="sm" wrap="nowrap">
        <IconAlertTriangle size={16} stroke={1.6} color="var(--bad)" style={{ flex: "none" }} />
        <Text fw="var(--fw-strong)" truncate component={page ? "h1" : "p"} m={0}>
          {what} could not be read
        </Text>
      </Group>
      <Text c="var(--text-2)" fz="sm">
        {error.message}
      </Text>
      <Group gap="sm">
        <Button size="xs" leftSection={<IconRefresh size={14} stroke={1.6} />} onClick={retry}>
          Try again
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconCopy size={14} stroke={1.6} />}
          onClick={() => navigator.clipboard.writeText(`${what}: ${code}: ${error.message}`)}
        >
          Copy details
        </Button>
        <Code ml="auto">{code}</Code>
      </Group>
    </Stack>
  );
}
