import { Group, Skeleton, Stack } from "@mantine/core";

/** The head while it is on its way. */
export function ExperimentBones() {
  return (
    <Stack gap="md" px={20} py={14} aria-busy>
      <Group gap="sm">
        <Skeleton height={20} w={200} />
        <Skeleton height={14} w={70} />
      </Group>
      <Group gap="sm">
        {[90, 120, 70, 110].map((width) => (
          <Skeleton key={width} height={20} w={width} />
        ))}
      </Group>
    </Stack>
  );
}
