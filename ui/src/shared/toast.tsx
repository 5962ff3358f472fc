import { Anchor, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";

interface Toast {
  text: string;
  undo?: () => void;
  bad?: boolean;
}

/** A line at the bottom: what was done and the way back, or what went wrong. */
export function toast({ text, undo, bad = false }: Toast): void {
  const id = notifications.show({
    icon: bad ? <IconAlertTriangle size={16} stroke={1.6} /> : <IconCircleCheck size={16} stroke={1.6} />,
    color: bad ? "var(--bad)" : "var(--ok)",
    message: (
      <Group gap="md" wrap="nowrap" justify="space-between">
        <Text fz="md">{text}</Text>
        {undo && (
          <Anchor
            component="button"
            type="button"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            Undo
          </Anchor>
        )}
      </Group>
    ),
  });
}

/** The same for a failed action. */
export function complain(error: Error): void {
  toast({ text: error.message, bad: true });
}
