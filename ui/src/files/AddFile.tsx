import { Button, FileButton, Group, Popover, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";

interface AddFileProps {
  onFile: (name: string, file: File) => void;
}

/** Stores a file from this machine under a name of its own, or one that is typed. */
export function AddFile({ onFile }: AddFileProps) {
  const [opened, { toggle, close }] = useDisclosure();
  const [name, setName] = useState("");
  const send = (file: File | null) => {
    if (!file) return;
    onFile(name.trim() || file.name, file);
    setName("");
    close();
  };
  return (
    <Group px={10} pt="md">
      <Popover opened={opened} onDismiss={close} position="bottom-start" trapFocus>
        <Popover.Target>
          <Button leftSection={<IconUpload size={14} stroke={1.6} />} onClick={toggle}>
            Store a file
          </Button>
        </Popover.Target>
        <Popover.Dropdown p="md">
          <Stack gap="sm" w={220}>
            <TextInput
              data-autofocus
              label="Name"
              placeholder="the file’s own name"
              maxLength={255}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <FileButton onChange={send}>{(props) => <Button {...props}>Choose the file</Button>}</FileButton>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}
