import { DataTable } from "../shared/DataTable";
import { confusedPairs, type Matrix } from "./heatmap";

interface ConfusedPairsProps {
  matrix: Matrix;
  limit: number;
  format: (value: number) => string;
}

/** What a matrix too large to read has to say: which classes are taken for which. */
export function ConfusedPairs({ matrix, limit, format }: ConfusedPairsProps) {
  const pairs = confusedPairs(matrix, limit);
  if (!pairs.length) return null;
  return (
    <DataTable
      label="Most confused pairs"
      head={[{ name: "truth" }, { name: "predicted" }, { name: "count", number: true }]}
    >
      {pairs.map(({ row, column, value }) => (
        <tr key={`${row},${column}`}>
          <td>{matrix.rows[row]}</td>
          <td>{matrix.columns[column]}</td>
          <td data-number>{format(value)}</td>
        </tr>
      ))}
    </DataTable>
  );
}
