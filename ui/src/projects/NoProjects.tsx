import { Stack, Text, Title } from "@mantine/core";
import { CodeBox } from "../shared/CodeBox";
import { firstLines } from "../shared/firstLines";

/** A server that nothing was logged to. */
export function NoProjects() {
  return (
    <Stack gap="md" maw={560} mx="auto" px="lg" py={72}>
      <Title order={1}>No projects yet</Title>
      <Text c="var(--text-2)">
        A project appears with its first log. Three lines of Python do it; run <code>sightline demo</code> to
        see one that is filled.
      </Text>
      <CodeBox code={firstLines("my-project")} />
    </Stack>
  );
}
