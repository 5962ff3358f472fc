import { Button, Group, List, Modal, Text } from "@mantine/core";
import { counted } from "../shared/numbers";

interface DeleteDialogProps {
  opened: boolean;
  onClose: () => void;
  /** of the selected experiments that are loaded */
  names: string[];
  n: number;
  onDelete: () => void;
}

const NAMED = 6;

/** Names what goes before it goes. */
export function DeleteDialog({ opened, onClose, names, n, onDelete }: DeleteDialogProps) {
  const named = names.slice(0, NAMED);
  return (
    <Modal opened={opened} onClose={onClose} title={`Delete ${counted(n, "experiment")}?`} size={440}>
      <List fz="md">
        {named.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two experiments may share a name
          <List.Item key={at}>{name}</List.Item>
        ))}
        {n > named.length && <List.Item>and {n - named.length} more</List.Item>}
      </List>
      <Text c="var(--text-2)" fz="sm" mt="md">
        Their logs and files go with them. It can be undone until the space is freed with sightline gc.
      </Text>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          variant="filled"
          color="red"
          onClick={() => {
            onDelete();
            onClose();
          }}
        >
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
