import type { Payload } from "../api/client";
import { ColumnsMenu } from "./ColumnsMenu";
import type { Column } from "./columns";
import classes from "./ExperimentsBoard.module.css";
import { FilterField } from "./FilterField";
import { GroupMenu } from "./GroupMenu";
import { SortMenu } from "./SortMenu";

interface TableToolsProps {
  table: Payload["ExperimentTable"];
  columns: readonly Column[];
  error: Error | null;
  retry: () => void;
}

/** Filter, group, sort, columns. */
export function TableTools({ table, columns, error, retry }: TableToolsProps) {
  return (
    <div className={classes.tools}>
      <FilterField table={table} error={error} retry={retry} />
      <GroupMenu table={table} />
      <SortMenu columns={columns} />
      <ColumnsMenu table={table} columns={columns} />
    </div>
  );
}
