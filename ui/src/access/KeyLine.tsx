import { Button, Code } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { Payload } from "../api/client";
import { ConfirmDialog } from "../shared/ConfirmDialog";
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
  const [asking, ask] = useDisclosure();
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
          onClick={ask.open}
        >
          Revoke
        </Button>
        {asking && (
          <ConfirmDialog
            title={`Revoke ${row.name}?`}
            consequence="Scripts that use this key can no longer log. It can't be undone."
            action="Revoke"
            onConfirm={() => revoke.mutate(row.id)}
            onClose={ask.close}
          />
        )}
      </td>
    </tr>
  );
}
