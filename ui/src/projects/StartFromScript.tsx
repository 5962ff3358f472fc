import { Stack, Text } from "@mantine/core";
import { Card } from "../shared/Card";
import { CodeBox } from "../shared/CodeBox";
import { firstLines } from "../shared/firstLines";

export function StartFromScript() {
  return (
    <Card level={2} title="Start another from a script">
      <Stack gap="sm" px="md" pb="md">
        <CodeBox code={firstLines("blood-cells")} />
        <Text fz="sm" c="var(--text-2)">
          The project appears with its first log. Without a server the script records offline and{" "}
          <code>sightline ui</code> shows it.
        </Text>
      </Stack>
    </Card>
  );
}
