import { ActionIcon, Menu } from "@mantine/core";
import { IconCheck, IconCopy, IconDots } from "@tabler/icons-react";

interface CurvesMenuProps {
  title: string;
  log: boolean;
  setLog: (on: boolean) => void;
  table: boolean;
  setTable: (on: boolean) => void;
}

/** What one chart can be told apart from the rest of the page. */
export function CurvesMenu({ title, log, setLog, table, setTable }: CurvesMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Options of ${title}`} size={24}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Tick on={log} />} onClick={() => setLog(!log)} aria-checked={log}>
          Log scale
        </Menu.Item>
        <Menu.Item leftSection={<Tick on={table} />} onClick={() => setTable(!table)} aria-checked={table}>
          Show as table
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={14} stroke={1.6} />}
          onClick={() => navigator.clipboard.writeText(title)}
        >
          Copy name
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Tick({ on }: { on: boolean }) {
  return <IconCheck size={14} stroke={1.6} style={{ visibility: on ? "visible" : "hidden" }} />;
}
