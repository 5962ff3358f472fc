import { ActionIcon, Divider, Kbd, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArchive, IconGitCompare, IconPin, IconTag, IconTrash, IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useKeys } from "../shared/keys";
import { count } from "../shared/numbers";
import classes from "./BulkBar.module.css";
import { BulkButton } from "./BulkButton";
import { type Selection, writeSelection } from "./selection";
import { useBulk } from "./useBulk";
import type { Rows } from "./useRows";
import { useTableAddress } from "./useTableAddress";

interface BulkBarProps {
  project: string;
  selection: Selection;
  shown: Rows;
}

const DeleteDialog = lazy(async () => ({ default: (await import("./DeleteDialog")).DeleteDialog }));
const TagDialog = lazy(async () => ({ default: (await import("./TagDialog")).TagDialog }));

/** Floats while something is selected. */
export function BulkBar({ project, selection, shown }: BulkBarProps) {
  const { search, change } = useTableAddress();
  const navigate = useNavigate();
  const bulk = useBulk(project);
  const [tagging, tag] = useDisclosure();
  const [deleting, remove] = useDisclosure();
  const ids = [...selection];
  const any = ids.length > 0;
  const archived = search.view === "archived";
  const clear = () => change({ sel: undefined });
  const drop = () => change({ sel: undefined }, true);
  const compare = () =>
    navigate({ to: "/p/$project/compare", params: { project }, search: { e: writeSelection(selection) } });
  const archive = () => {
    bulk({ ids, action: archived ? "unarchive" : "archive" });
    drop();
  };
  const rows = [...shown.rows.values()].filter((row) => selection.includes(row.id));
  const pinned = any && rows.every((row) => row.pinned);
  useKeys(any ? { c: compare, t: tag.open, e: archive, Escape: clear } : {});
  if (!any) return null;
  return (
    <div className={classes.bar} role="toolbar" aria-label="Selected experiments">
      <Text fz="sm" fw="var(--fw-medium)" px="sm" style={{ whiteSpace: "nowrap" }} role="status">
        {count(ids.length)} selected
      </Text>
      <BulkButton icon={IconGitCompare} tone="main" onClick={compare}>
        Compare <Kbd className={classes.kbd}>C</Kbd>
      </BulkButton>
      <BulkButton icon={IconTag} onClick={tag.open}>
        Tag
      </BulkButton>
      <BulkButton icon={IconPin} onClick={() => bulk({ ids, action: pinned ? "unpin" : "pin" })}>
        {pinned ? "Unpin" : "Pin"}
      </BulkButton>
      <BulkButton icon={IconArchive} onClick={archive}>
        {archived ? "Unarchive" : "Archive"}
      </BulkButton>
      <BulkButton icon={IconTrash} tone="bad" onClick={remove.open}>
        Delete
      </BulkButton>
      <Divider orientation="vertical" my="xs" />
      <ActionIcon onClick={clear} aria-label="Clear the selection">
        <IconX size={14} stroke={1.6} />
      </ActionIcon>
      <Suspense>
        {tagging && (
          <TagDialog
            opened
            onClose={tag.close}
            tags={shown.table.tags}
            onTag={(name) => bulk({ ids, action: "tag", tag: name })}
          />
        )}
        {deleting && (
          <DeleteDialog
            onClose={remove.close}
            names={rows.map((row) => row.name)}
            n={ids.length}
            onDelete={() => {
              bulk({ ids, action: "delete" });
              drop();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
