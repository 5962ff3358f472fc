import { ActionIcon, Button, Popover, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useExperiment } from "../experiment/ExperimentContext";
import { complain, toast } from "../shared/toast";
import { deleteVersion, restoreVersion } from "./files.queries";

interface DeleteVersionProps {
  name: string;
  version: number;
}

/** Takes a version off the page, after naming what goes; the toast has the way back. */
export function DeleteVersion({ name, version }: DeleteVersionProps) {
  const { row } = useExperiment();
  const [opened, { toggle, close }] = useDisclosure();
  const restoring = useMutation({ ...restoreVersion(row.id), onError: complain });
  const deletion = useMutation({
    ...deleteVersion(row.id),
    onSuccess: () =>
      toast({ text: `${name}@${version} deleted`, undo: () => restoring.mutate({ name, version }) }),
    onError: complain,
  });
  const remove = () => {
    close();
    deletion.mutate({ name, version });
  };
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon size={24} aria-label={`Delete version ${version}`} onClick={toggle}>
          <IconTrash size={14} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="md">
        <Stack gap="sm" w={220}>
          <Text fz="sm" style={{ whiteSpace: "normal" }}>
            {name}@{version} leaves the page now. It can be undone until the space is freed with sightline gc.
          </Text>
          <Button size="sm" c="var(--bad)" onClick={remove}>
            Delete version {version}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
