import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconTrash } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { counted } from "../shared/numbers";
import { useDeleteProject } from "./projects.queries";

interface ProjectMenuProps {
  row: Payload["ProjectRow"];
}

export function ProjectMenu({ row: { name, experiments } }: ProjectMenuProps) {
  const { mutate } = useDeleteProject();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`Actions on ${name}`}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          c="var(--bad)"
          leftSection={<IconTrash size={14} stroke={1.6} />}
          onClick={() => mutate(name)}
        >
          Delete it and its {counted(experiments, "experiment")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
