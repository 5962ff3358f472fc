import { Checkbox, Group, Text } from "@mantine/core";
import type { Column } from "./columns";

const KINDS = { fixed: "", summary: "Summary", metric: "log", parameter: "parameter" };

interface ColumnChoiceProps {
  column: Column;
  on: boolean;
  onToggle: () => void;
}

export function ColumnChoice({ column, on, onToggle }: ColumnChoiceProps) {
  return (
    <Group component="label" gap="sm" wrap="nowrap" h="var(--h-control)" style={{ cursor: "pointer" }}>
      <Checkbox checked={on} onChange={onToggle} />
      <Text fz="sm" truncate title={column.name}>
        {column.name}
      </Text>
      <Text fz="xs" c="var(--text-3)" ml="auto" pr="sm">
        {KINDS[column.kind]}
      </Text>
    </Group>
  );
}
