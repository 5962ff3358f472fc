import { Button, Code } from "@mantine/core";
import type { Payload } from "../api/client";
import { ago, fullTime } from "../shared/numbers";
import { useNow } from "../shared/useNow";
import { useRevoke } from "./access.queries";

interface KeyLineProps {
  row: Payload["KeyRow"];
}

/** A key; revoking asks once more, because it can't be undone. */
export function KeyLine({ row }: KeyLineProps) {
  const now = useNow();
  const revoke = useRevoke();
  const ask = () => {
    if (confirm(`Revoke the key "${row.name}"? Scripts that use it can no longer log.`))
      revoke.mutate(row.id);
  };
  return (
    <tr>
      <td>{row.name}</td>
      <td>
        <Code>{row.prefix}…</Code>
      </td>
      <td>{row.role}</td>
      <td data-number title={fullTime(row.created)}>
        {ago(row.created, now)}
      </td>
      <td data-number title={row.last_used === null ? undefined : fullTime(row.last_used)}>
        {row.last_used === null ? "never" : ago(row.last_used, now)}
      </td>
      <td data-number>
        <Button
          size="sm"
          variant="subtle"
          color="gray"
          c="var(--bad)"
          loading={revoke.isPending}
          onClick={ask}
        >
          Revoke
        </Button>
      </td>
    </tr>
  );
}
