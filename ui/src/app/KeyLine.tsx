import { Group, Kbd, Text } from "@mantine/core";

interface KeyLineProps {
  keys: string;
  does: string;
}

export function KeyLine({ keys, does }: KeyLineProps) {
  return (
    <Group gap="sm" wrap="nowrap">
      <Group gap="xs" w={64} wrap="nowrap">
        {keys.split(" ").map((key) => (key === "…" ? "…" : <Kbd key={key}>{key}</Kbd>))}
      </Group>
      <Text fz="sm" c="var(--text-2)">
        {does}
      </Text>
    </Group>
  );
}
