import { Modal, SimpleGrid } from "@mantine/core";
import { KeyLine } from "./KeyLine";

const KEYS = [
  ["Ctrl K", "search, jump to"],
  ["/", "filter"],
  ["?", "all keys"],
  ["[", "side bar"],
  ["G P", "projects"],
  ["G E", "experiments"],
  ["G C", "compare"],
  ["J", "next"],
  ["K", "previous"],
  ["X", "select"],
  ["Enter", "open"],
  ["C", "compare selected"],
  ["T", "tag selected"],
  ["E", "archive selected"],
  ["Esc", "close, clear"],
  ["1 … 6", "tabs"],
] as const;

interface KeysDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function KeysDialog({ opened, onClose }: KeysDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size={520}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xl" verticalSpacing="sm">
        {KEYS.map(([keys, does]) => (
          <KeyLine key={keys} keys={keys} does={does} />
        ))}
      </SimpleGrid>
    </Modal>
  );
}
