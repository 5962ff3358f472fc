import { Autocomplete, Button, Group, Modal } from "@mantine/core";
import { type FormEvent, useState } from "react";

interface TagDialogProps {
  opened: boolean;
  onClose: () => void;
  tags: string[];
  onTag: (tag: string) => void;
}

export function TagDialog({ opened, onClose, tags, onTag }: TagDialogProps) {
  const [tag, setTag] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onTag(tag.trim());
    setTag("");
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Tag the selected experiments" size={400}>
      <form onSubmit={submit}>
        <Autocomplete
          label="Tag"
          data={tags}
          value={tag}
          onChange={setTag}
          maxLength={64}
          data-autofocus
          comboboxProps={{ withinPortal: true }}
        />
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={tag.trim() === ""}>
            Add tag
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
