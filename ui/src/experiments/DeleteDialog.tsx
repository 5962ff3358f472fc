import { List } from "@mantine/core";
import { ConfirmDialog } from "../shared/ConfirmDialog";
import { counted } from "../shared/numbers";

interface DeleteDialogProps {
  onClose: () => void;
  /** of the selected experiments that are loaded */
  names: string[];
  n: number;
  onDelete: () => void;
}

const NAMED = 6;

/** Names what goes before it goes. */
export function DeleteDialog({ onClose, names, n, onDelete }: DeleteDialogProps) {
  const named = names.slice(0, NAMED);
  return (
    <ConfirmDialog
      title={`Delete ${counted(n, "experiment")}?`}
      consequence="Their logs and files go with them. It can be undone until the space is freed with sightline gc."
      action="Delete"
      onConfirm={onDelete}
      onClose={onClose}
    >
      <List fz="md" mb="md" style={{ overflowWrap: "anywhere" }}>
        {named.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two experiments may share a name
          <List.Item key={at}>{name}</List.Item>
        ))}
        {n > named.length && <List.Item>and {n - named.length} more</List.Item>}
      </List>
    </ConfirmDialog>
  );
}
