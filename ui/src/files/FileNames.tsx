import { Text } from "@mantine/core";
import type { Payload } from "../api/client";
import { AddFile } from "./AddFile";
import { FileName } from "./FileName";
import classes from "./FileNames.module.css";
import { UploadItem } from "./UploadItem";
import type { Uploads } from "./useUploads";

interface FileNamesProps {
  files: readonly Payload["FileEntry"][];
  selected: string | null;
  onSelect: (name: string) => void;
  uploads: Uploads;
}

/** Reserved slots first, always all of them; then free names; then what is on its way. */
export function FileNames({ files, selected, onSelect, uploads }: FileNamesProps) {
  const free = files.filter(({ reserved }) => !reserved);
  const list = (entries: readonly Payload["FileEntry"][]) =>
    entries.map((entry) => (
      <FileName key={entry.name} entry={entry} selected={entry.name === selected} onSelect={onSelect} />
    ));
  return (
    <nav className={classes.names} aria-label="Files">
      <Text className={classes.head}>Reserved</Text>
      {list(files.filter(({ reserved }) => reserved))}
      {free.length > 0 && <Text className={classes.head}>Free names</Text>}
      {list(free)}
      {uploads.uploads.map((each) => (
        <UploadItem key={each.id} upload={each} onCancel={uploads.cancel} />
      ))}
      <AddFile onFile={uploads.send} />
    </nav>
  );
}
