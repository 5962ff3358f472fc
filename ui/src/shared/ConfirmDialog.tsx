import { Button, Group, Modal, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface ConfirmDialogProps {
  title: string;
  /** what happens then */
  consequence: string;
  /** the word on the button */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
  /** what goes */
  children?: ReactNode;
}

/** Asks once before something goes. Cancel has the focus. */
export function ConfirmDialog({
  title,
  consequence,
  action,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const confirm = () => {
    onConfirm();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={440}>
      {children}
      <Text c="var(--text-2)" fz="sm">
        {consequence}
      </Text>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button variant="filled" color="var(--bad-solid)" onClick={confirm}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
