import { type ColumnDef, tableFeatures } from "@tanstack/react-table";
import type { Payload } from "../api/client";
import { wantsExponent } from "../shared/numbers";
import { type Column, columnField, columnId, isNumeric } from "./columns";
import { DatasetCell } from "./DatasetCell";
import { DurationCell } from "./DurationCell";
import { MetricCell } from "./MetricCell";
import { NameCell } from "./NameCell";
import { ParameterCell } from "./ParameterCell";
import { SplitCell } from "./SplitCell";
import { StartedCell } from "./StartedCell";
import { StatusCell } from "./StatusCell";

type Row = Payload["ExperimentRow"];

/** What the table's markup knows of a column; the name's has no width: it takes what is left. */
interface ColumnFacts {
  column: Column | null;
  field: string | null;
  numeric: boolean;
  width?: number;
}

export const features = tableFeatures({ columnMeta: {} as ColumnFacts });
type Definition = ColumnDef<typeof features, Row>;

interface Sources {
  project: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** the id of the experiment whose value of a name is the best of the table; null when it can't be told */
  best: (name: string) => string | null;
}

export function columnDefinitions(sources: Sources): Definition[] {
  return [nameColumn(sources.project), ...sources.columns.map((column) => definition(column, sources))];
}

function nameColumn(project: string): Definition {
  return {
    id: "name",
    header: "Name",
    meta: { column: null, field: "name", numeric: false },
    cell: ({ row }) => <NameCell row={row.original} project={project} />,
  };
}

function definition(column: Column, sources: Sources): Definition {
  const numeric = isNumeric(column, sources.rows);
  return {
    id: columnId(column),
    header: heading(column),
    meta: { column, field: columnField(column), numeric, width: width(column, numeric, sources.rows) },
    cell: cellOf(column, sources),
  };
}

function heading({ kind, name }: Column): string {
  return kind === "fixed" ? name[0].toUpperCase() + name.slice(1) : name;
}

const FIXED_WIDTHS: Record<string, number> = {
  status: 158,
  splits: 162,
  dataset: 110,
  started: 92,
  duration: 128,
};

function width({ kind, name }: Column, numeric: boolean, rows: readonly Row[]): number {
  if (kind === "fixed") return FIXED_WIDTHS[name];
  if (kind === "summary") return 134;
  const longest = numeric ? 0 : Math.max(...rows.map((row) => String(row.parameters[name] ?? "").length));
  return Math.round(Math.min(150, Math.max(60, name.length * 6.2 + 16, longest * 7 + 16)));
}

function cellOf(column: Column, { rows, best }: Sources): Definition["cell"] {
  const { kind, name } = column;
  if (kind === "summary") {
    const winner = best(name);
    return ({ row }) => (
      <MetricCell row={row.original} value={row.original.summary[name]} best={row.id === winner} />
    );
  }
  if (kind === "metric") {
    return ({ row }) => (
      <MetricCell row={row.original} value={row.original.columns[name] ?? undefined} best={false} />
    );
  }
  if (kind === "parameter") {
    const exponent = rows.some((row) => wantsExponent(row.parameters[name]));
    return ({ row }) => <ParameterCell value={row.original.parameters[name]} exponent={exponent} />;
  }
  return fixedCell(column.name);
}

function fixedCell(name: Extract<Column, { kind: "fixed" }>["name"]): Definition["cell"] {
  switch (name) {
    case "status":
      return ({ row }) => <StatusCell row={row.original} />;
    case "splits":
      return ({ row }) => <SplitCell row={row.original} />;
    case "dataset":
      return ({ row }) => <DatasetCell dataset={row.original.dataset} />;
    case "started":
      return ({ row }) => <StartedCell time={row.original.started} />;
    case "duration":
      return ({ row }) => <DurationCell row={row.original} />;
  }
}
