import { ActionIcon, Group, Progress, Stack, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { bytes } from "../shared/numbers";
import type { Uploading } from "./useUploads";

interface UploadItemProps {
  upload: Uploading;
  onCancel: (id: number) => void;
}

const words = { checking: "reading its sha256", sending: "sending", storing: "being verified" };

/** A file on its way: what happens, how far, and the way out. */
export function UploadItem({
  upload: { id, name, filename, size, stage, share, error },
  onCancel,
}: UploadItemProps) {
  return (
    <Stack gap={4} px={10} py="sm" role="status">
      <Group gap="sm" wrap="nowrap">
        <Text fz="sm" fw="var(--fw-medium)" truncate title={filename} flex={1}>
          {filename}
        </Text>
        <ActionIcon
          size={24}
          aria-label={
            error ? `Put away the failed upload of ${filename}` : `Give up the upload of ${filename}`
          }
          onClick={() => onCancel(id)}
        >
          <IconX size={14} stroke={1.6} />
        </ActionIcon>
      </Group>
      <Progress
        size={3}
        value={share * 100}
        color={error ? "var(--bad)" : stage === "checking" ? "gray" : undefined}
        aria-label={`Upload of ${filename}`}
      />
      <Text fz="xs" c={error ? "var(--bad)" : "var(--text-3)"}>
        {error ?? `${name}: ${words[stage]}, ${Math.round(share * 100)} % of ${bytes(size)}`}
      </Text>
    </Stack>
  );
}
