import { Stack, Text, Title } from "@mantine/core";
import { CodeBox } from "../shared/CodeBox";
import { firstLines } from "../shared/firstLines";

interface EmptyProjectProps {
  project: string;
}

export function EmptyProject({ project }: EmptyProjectProps) {
  return (
    <Stack gap="md" maw={560} mx="auto" px="lg" py={72}>
      <Title order={1}>No experiments yet</Title>
      <Text c="var(--text-2)">Three lines of Python, and the first one appears here by itself.</Text>
      <CodeBox code={firstLines(project)} />
      <Text c="var(--text-3)" fz="sm">
        On this machine a script finds the server by itself. From another one, set SIGHTLINE_URL to{" "}
        {location.origin} and SIGHTLINE_API_KEY to a key from the settings.
      </Text>
    </Stack>
  );
}
