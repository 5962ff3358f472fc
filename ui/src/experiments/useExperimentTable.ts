import { useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import type { Column } from "./columns";
import { bestRow } from "./groups";
import { columnDefinitions, features } from "./tableColumns";
import type { Rows } from "./useRows";

const CHECK_WIDTH = 38;
const NAME_WIDTH = 180;

/** The columns joined with the rows that are loaded. */
export function useExperimentTable(project: string, shown: Rows, columns: readonly Column[]) {
  const data = useMemo(() => [...shown.rows.values()], [shown]);
  const definitions = useMemo(() => {
    const whole = data.length === shown.table.total;
    const best = (name: string) => (whole ? bestRow(data, name) : null);
    return columnDefinitions({ project, columns, rows: data, best });
  }, [project, columns, data, shown.table.total]);
  const table = useTable({ features, columns: definitions, data, getRowId: (row) => row.id });
  const widths = definitions.reduce((sum, { meta }) => sum + (meta?.width ?? NAME_WIDTH), CHECK_WIDTH);
  return { headers: table.getFlatHeaders(), rows: table.getRowModel().rowsById, minWidth: widths };
}

export type ExperimentTableModel = ReturnType<typeof useExperimentTable>;
