import { ScrollArea } from "@mantine/core";
import { DataTable } from "../shared/DataTable";
import type { XAxis } from "./axis";
import type { Curve } from "./curves";
import { tableRows } from "./tableRows";
import { whereWords } from "./ticks";
import { Value } from "./Value";

interface CurvesTableProps {
  curves: readonly Curve[];
  axis: XAxis;
  unit: string;
  height: number;
}

/** The same points as a table: what a chart says, for those who can't see it, or want the figures. */
export function CurvesTable({ curves, axis, unit, height }: CurvesTableProps) {
  const head = [
    { name: axis === "step" ? unit : axis },
    ...curves.map(({ spec }) => ({ name: spec.label, number: true })),
  ];
  return (
    <ScrollArea h={height} viewportProps={{ tabIndex: 0 }}>
      <DataTable sticky head={head} label="Points">
        {tableRows(curves, 500).map(({ x, values }) => (
          <tr key={x}>
            <td>{whereWords(x, axis, "").trim()}</td>
            {values.map((value, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its curve's place
              <td key={at} data-number>
                {value === null ? "–" : <Value value={value} />}
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
    </ScrollArea>
  );
}
