import { count, MISSING, share } from "../shared/numbers";
import { type Outcomes, precision, recall } from "./evaluation";

interface OutcomesRowProps {
  row: Outcomes;
  large: boolean;
  strong?: boolean;
}

export function OutcomesRow({ row, large, strong = false }: OutcomesRowProps) {
  return (
    <tr style={strong ? { fontWeight: "var(--fw-strong)" } : undefined}>
      <td title={row.name}>{row.name}</td>
      <td data-number>{count(row.objects)}</td>
      <Outcome value={row.tp} color="var(--tp)" />
      <Outcome value={row.fp} color="var(--fp)" />
      <Outcome value={row.fn} color="var(--fn)" />
      {large && <Share value={precision(row)} />}
      {large && <Share value={recall(row)} />}
    </tr>
  );
}

function Outcome({ value, color }: { value: number; color: string }) {
  return (
    <td data-number style={{ color: value ? color : "var(--text-3)" }}>
      {count(value)}
    </td>
  );
}

function Share({ value }: { value: number | null }) {
  return <td data-number>{value === null ? MISSING : share(value)}</td>;
}
