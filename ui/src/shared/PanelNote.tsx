import { Text } from "@mantine/core";
import type { ReactNode } from "react";

/** One quiet line where a panel has nothing to show. */
export function PanelNote({ children }: { children: ReactNode }) {
  return (
    <Text c="var(--text-3)" fz="sm" px="md" py="sm">
      {children}
    </Text>
  );
}
