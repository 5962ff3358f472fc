import { Checkbox } from "@mantine/core";
import classes from "./ExperimentTable.module.css";
import { HeadCell } from "./HeadCell";
import type { Line } from "./lines";
import type { ExperimentTableModel } from "./useExperimentTable";
import { idsOf, type Select } from "./useSelect";

interface TableHeadProps {
  table: ExperimentTableModel;
  lines: readonly Line[];
  select: Select;
}

export function TableHead({ table, lines, select }: TableHeadProps) {
  const ids = idsOf(lines);
  const chosen = ids.filter((id) => select.selection.includes(id)).length;
  const all = chosen > 0 && chosen === ids.length;
  return (
    <>
      <colgroup>
        <col style={{ width: 38 }} />
        {table.headers.map(({ id, column }) => (
          <col key={id} style={{ width: column.columnDef.meta?.width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th className={classes.check}>
            <Checkbox
              aria-label={all ? "Select none" : "Select all that are loaded"}
              checked={all}
              indeterminate={chosen > 0 && !all}
              onChange={() => select.set(all ? [] : ids)}
            />
          </th>
          {table.headers.map(({ id, column }) => (
            <HeadCell key={id} definition={column.columnDef} />
          ))}
        </tr>
      </thead>
    </>
  );
}
