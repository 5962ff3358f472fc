import { ActionIcon, Button, Popover, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useExperiment } from "../experiment/ExperimentContext";
import { complain, toast } from "../shared/toast";
import { deleteVersion } from "./files.queries";

interface DeleteVersionProps {
  name: string;
  version: number;
}

/** Takes a version off the page, after naming what goes. */
export function DeleteVersion({ name, version }: DeleteVersionProps) {
  const { row } = useExperiment();
  const [opened, { toggle, close }] = useDisclosure();
  const { mutate } = useMutation({ ...deleteVersion(row.id), onError: complain });
  const remove = () => {
    close();
    mutate({ name, version }, { onSuccess: () => toast({ text: `${name}@${version} deleted` }) });
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
            {name}@{version} leaves the page now; its bytes are freed by the next gc.
          </Text>
          <Button size="sm" c="var(--bad)" onClick={remove}>
            Delete version {version}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
