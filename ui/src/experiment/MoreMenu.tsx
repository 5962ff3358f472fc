import { ActionIcon, Menu } from "@mantine/core";
import { IconArchive, IconCode, IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import { useExperiment } from "./ExperimentContext";
import { python } from "./pythonValue";
import { useArchive } from "./useArchive";

/** What is needed less often. */
export function MoreMenu() {
  const { row, project } = useExperiment();
  const { archive, drop } = useArchive();
  const reading = `sightline.Client().project(${python(project)}).experiment(${python(row.id)})`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" aria-label="More actions">
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={14} stroke={1.6} />} onClick={() => copy(row.id)}>
          Copy id
        </Menu.Item>
        <Menu.Item leftSection={<IconCode size={14} stroke={1.6} />} onClick={() => copy(reading)}>
          Copy Python to read it
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconArchive size={14} stroke={1.6} />} onClick={archive}>
          {row.archived ? "Take out of the archive" : "Archive"}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={14} stroke={1.6} />} color="var(--bad)" onClick={drop}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function copy(text: string): void {
  navigator.clipboard.writeText(text);
}
