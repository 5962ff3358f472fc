import { useMemo } from "react";
import { BulkBar } from "./BulkBar";
import classes from "./ExperimentsBoard.module.css";
import { ExperimentTable } from "./ExperimentTable";
import { NoMatch } from "./NoMatch";
import { PageHead } from "./PageHead";
import { readSelection } from "./selection";
import { TableTools } from "./TableTools";
import { type Board, shownColumns } from "./useBoard";
import type { Rows } from "./useRows";
import { useTableAddress } from "./useTableAddress";

interface ExperimentsBoardProps {
  project: string;
  board: Board;
  shown: Rows;
}

export function ExperimentsBoard({ project, board, shown }: ExperimentsBoardProps) {
  const { search } = useTableAddress();
  const columns = useMemo(() => shownColumns(shown, search.cols), [shown, search.cols]);
  const selection = useMemo(() => readSelection(search.sel), [search.sel]);
  const { table } = shown;
  return (
    <div className={classes.board}>
      <PageHead project={project} table={table} />
      <TableTools table={table} columns={columns} error={board.error} retry={board.retry} />
      {table.total === 0 ? (
        <NoMatch project={project} />
      ) : (
        <ExperimentTable {...{ project, board, shown, columns, selection }} />
      )}
      <BulkBar project={project} selection={selection} shown={shown} />
    </div>
  );
}
