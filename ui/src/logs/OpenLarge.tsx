import { ActionIcon } from "@mantine/core";
import { IconArrowsDiagonal } from "@tabler/icons-react";
import type { LogCardProps } from "./cardProps";

interface OpenLargeProps extends LogCardProps {
  version?: number | null;
}

export function OpenLarge({ log, view, version = null }: OpenLargeProps) {
  return (
    <ActionIcon
      size={24}
      aria-label={`Open ${log.name} large`}
      onClick={() => view.openLog(log.name, version)}
    >
      <IconArrowsDiagonal size={14} stroke={1.6} />
    </ActionIcon>
  );
}
