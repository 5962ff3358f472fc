import { MISSING, metric, parameter, type Scalar } from "../shared/numbers";
import { type Column, isNonFinite } from "./tables";

interface TableCellProps {
  cell: Scalar;
  column: Column;
}

/** One cell; the whole of it is in the tooltip. */
export function TableCell({ cell, column }: TableCellProps) {
  const special = isNonFinite(cell) && column.number;
  const color = cell === null ? "var(--text-3)" : special ? "var(--warn)" : undefined;
  return (
    <td
      data-number={column.number || undefined}
      title={cell === null ? undefined : String(cell)}
      style={{ color }}
    >
      {cellText(cell, column, special)}
    </td>
  );
}

function cellText(cell: Scalar, { decimals }: Column, special: boolean): string {
  if (cell === null) return MISSING;
  if (special) return metric(cell as "NaN");
  if (typeof cell === "number" && decimals !== null)
    return Math.abs(cell) < 1000 ? cell.toFixed(decimals).replace("-", "−") : metric(cell);
  return parameter(cell);
}
