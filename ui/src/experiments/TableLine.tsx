import { BonesRow } from "./BonesRow";
import { ExperimentLine } from "./ExperimentLine";
import { GroupLine } from "./GroupLine";
import type { Line } from "./lines";
import type { ExperimentTableModel } from "./useExperimentTable";
import type { Select } from "./useSelect";

interface TableLineProps {
  line: Line;
  index: number;
  table: ExperimentTableModel;
  select: Select;
  toggleGroup: (key: string) => void;
}

export function TableLine({ line, index, table, select, toggleGroup }: TableLineProps) {
  if (line.kind === "group") {
    return (
      <GroupLine
        group={line.group}
        closed={line.closed}
        headers={table.headers}
        onToggle={() => toggleGroup(line.group.key)}
      />
    );
  }
  const row = line.row && table.rows[line.row.id];
  if (!row) return <BonesRow columns={table.headers.length + 1} />;
  return <ExperimentLine row={row} index={index} select={select} />;
}
