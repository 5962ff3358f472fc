import { Checkbox } from "@mantine/core";
import { FlexRender } from "@tanstack/react-table";
import classes from "./ExperimentTable.module.css";
import type { ExperimentTableModel } from "./useExperimentTable";
import type { Select } from "./useSelect";

interface ExperimentLineProps {
  row: ExperimentTableModel["rows"][string];
  index: number;
  select: Select;
}

export function ExperimentLine({ row, index, select }: ExperimentLineProps) {
  const chosen = select.selection.includes(row.id);
  return (
    <tr data-line={index} data-selected={chosen || undefined} aria-selected={chosen}>
      <td className={classes.check}>
        <Checkbox
          aria-label={`Select ${row.original.name}`}
          checked={chosen}
          onChange={(event) => select.toggle(row.id, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </td>
      {row.getAllCells().map((cell) => {
        const { meta } = cell.column.columnDef;
        return (
          <td
            key={cell.id}
            data-number={meta?.numeric || undefined}
            className={meta?.column === null ? classes.nameCell : undefined}
          >
            <FlexRender cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}
