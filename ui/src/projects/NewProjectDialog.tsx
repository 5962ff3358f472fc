import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useNewProject } from "./projects.queries";

interface NewProjectDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function NewProjectDialog({ opened, onClose }: NewProjectDialogProps) {
  const navigate = useNavigate();
  const { mutate, error, isPending } = useNewProject();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), description: description.trim() };
    mutate(body, { onSuccess: (row) => navigate({ to: "/p/$project", params: { project: row.name } }) });
  };
  return (
    <Modal opened={opened} onClose={onClose} title="New project" size={440}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Name"
            placeholder="blood-cells"
            value={name}
            error={error?.message}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="What it is for"
            placeholder="Count blood cells on stained slides"
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" disabled={name.trim() === ""} loading={isPending}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
