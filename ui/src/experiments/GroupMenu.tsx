import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconStack2 } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { MOST_GROUPED } from "./lines";
import { useTableAddress } from "./useTableAddress";

interface GroupMenuProps {
  table: Payload["ExperimentTable"];
}

export function GroupMenu({ table }: GroupMenuProps) {
  const { search, change } = useTableAddress();
  const tooMany = table.total > MOST_GROUPED;
  const label = search.group === undefined ? "Group" : `Group: ${search.group}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          leftSection={<IconStack2 size={14} stroke={1.6} />}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
        {tooMany && <Menu.Label>Filter to {MOST_GROUPED} or fewer to group them</Menu.Label>}
        <Menu.Item onClick={() => change({ group: undefined })}>No groups</Menu.Item>
        {["status", "dataset", "tag", ...table.parameters].map((field) => (
          <Menu.Item key={field} disabled={tooMany} onClick={() => change({ group: field })}>
            {field}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
