import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { CodeBox } from "../shared/CodeBox";
import { useNewKey } from "./access.queries";

interface NewKeyDialogProps {
  opened: boolean;
  onClose: () => void;
}

const ROLES = [
  { value: "editor", label: "Logs and edits" },
  { value: "viewer", label: "Reads" },
] as const;
type Role = (typeof ROLES)[number]["value"];

/** Makes a key and shows it, once. */
export function NewKeyDialog({ opened, onClose }: NewKeyDialogProps) {
  const { mutate, data, error, isPending, reset } = useNewKey();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const close = () => {
    onClose();
    setName("");
    reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ name: name.trim(), role });
  };
  return (
    <Modal opened={opened} onClose={close} title={data ? "The new key" : "New key"} size={460}>
      {data ? (
        <Stack gap="md">
          <Text c="var(--text-2)">Copy it now: it is not shown again.</Text>
          <CodeBox
            code={`export SIGHTLINE_URL=${location.origin}\nexport SIGHTLINE_API_KEY=${data.key}`}
            wrap
          />
          <Button ml="auto" variant="filled" onClick={close}>
            Done
          </Button>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput
              label="Name"
              placeholder="Where it is used: gpu box, CI"
              value={name}
              error={error?.message}
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <SegmentedControl
              aria-label="What it may do"
              data={[...ROLES]}
              value={role}
              onChange={(value) => setRole(value as Role)}
            />
            <Group justify="flex-end" gap="sm">
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" variant="filled" disabled={name.trim() === ""} loading={isPending}>
                Make the key
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
