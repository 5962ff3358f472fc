import { UnstyledButton } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { FileIcon } from "./FileIcon";
import classes from "./FileName.module.css";
import { versionWords } from "./fileWords";

interface FileNameProps {
  entry: Payload["FileEntry"];
  selected: boolean;
  onSelect: (name: string) => void;
}

/** One name, what fills it, and whether anything does. */
export function FileName({ entry, selected, onSelect }: FileNameProps) {
  const newest = entry.versions[0];
  return (
    <UnstyledButton
      className={classes.name}
      aria-current={selected || undefined}
      data-empty={!newest || undefined}
      onClick={() => onSelect(entry.name)}
    >
      <FileIcon name={entry.name} looksLike={newest?.looks_like ?? null} />
      <span className={classes.words}>
        <code className={classes.title} title={entry.name}>
          {entry.name}
        </code>
        <span className={classes.line}>{newest ? versionWords(newest) : "nothing stored"}</span>
      </span>
      {newest ? (
        <IconCircleCheck size={14} stroke={1.6} color="var(--ok)" aria-label="filled" />
      ) : (
        <IconCircleDashed size={14} stroke={1.6} color="var(--text-3)" aria-label="empty" />
      )}
    </UnstyledButton>
  );
}
