import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Card } from "../shared/Card";
import { DataTable } from "../shared/DataTable";
import { PanelError } from "../shared/PanelError";
import { PanelNote } from "../shared/PanelNote";
import { keyList } from "./access.queries";
import { KeyLine } from "./KeyLine";
import { NewKeyDialog } from "./NewKeyDialog";

const HEAD = [
  { name: "Name" },
  { name: "Key" },
  { name: "Role" },
  { name: "Created", number: true },
  { name: "Last used", number: true },
  { name: "" },
];

/** API keys: what a script on another machine signs in with. */
export function KeysCard() {
  const { data, error, refetch } = useQuery(keyList());
  const [opened, { open, close }] = useDisclosure();
  const add = (
    <Button size="sm" leftSection={<IconPlus size={14} stroke={1.6} />} onClick={open}>
      New key
    </Button>
  );
  return (
    <Card level={2} title="API keys" actions={add}>
      <Text c="var(--text-2)" fz="sm" px="md" pb="sm">
        A script on this machine needs none. On another one, set SIGHTLINE_URL to {location.origin} and
        SIGHTLINE_API_KEY to a key.
      </Text>
      {error && !data && <PanelError what="The keys" error={error} retry={refetch} />}
      {data?.length === 0 && <PanelNote>No keys yet.</PanelNote>}
      {data && data.length > 0 && (
        <div style={{ overflowX: "auto" }}>
          <DataTable label="API keys" head={HEAD}>
            {data.map((key) => (
              <KeyLine key={key.id} row={key} />
            ))}
          </DataTable>
        </div>
      )}
      <NewKeyDialog opened={opened} onClose={close} />
    </Card>
  );
}
