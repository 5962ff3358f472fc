import type { Payload } from "../api/client";
import { type Group, groupRows } from "./groups";

type Row = Payload["ExperimentRow"];

/** One line of the table: an experiment (not loaded yet: no row), or the head of a group. */
export type Line =
  | { kind: "row"; key: string; row: Row | undefined }
  | { kind: "group"; key: string; group: Group; closed: boolean };

/** Grouping needs every row; more than this are not grouped. */
export const MOST_GROUPED = 1000;

export function plainLines(total: number, rows: ReadonlyMap<number, Row>): Line[] {
  return Array.from({ length: total }, (_, at) => {
    const row = rows.get(at);
    return { kind: "row", key: row?.id ?? `#${at}`, row };
  });
}

export function groupedLines(
  rows: ReadonlyMap<number, Row>,
  field: string,
  closed: ReadonlySet<string>,
): Line[] {
  const inOrder = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  return groupRows(inOrder, field).flatMap((group): Line[] => {
    const shut = closed.has(group.key);
    const members: Line[] = shut ? [] : group.rows.map((row) => ({ kind: "row", key: row.id, row }));
    return [{ kind: "group", key: `group ${group.key}`, group, closed: shut }, ...members];
  });
}
