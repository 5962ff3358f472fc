import { Stack } from "@mantine/core";
import type { Payload } from "../api/client";
import classes from "./FileDetails.module.css";
import { FileEmpty } from "./FileEmpty";
import { FileHead } from "./FileHead";
import { FileScript } from "./FileScript";
import { FileText } from "./FileText";
import { FileVersions } from "./FileVersions";
import { isText } from "./fileWords";

interface FileDetailsProps {
  entry: Payload["FileEntry"];
  /** undefined: the newest. */
  version: number | undefined;
  onVersion: (version: number) => void;
  onSend: (file: File) => void;
}

/** One name: the version that is selected, its text where it is text, and all versions. */
export function FileDetails({ entry, version, onVersion, onSend }: FileDetailsProps) {
  const newest = entry.versions[0];
  const shown = entry.versions.find((each) => each.version === version) ?? newest;
  if (!shown || !newest) return <FileEmpty entry={entry} onSend={onSend} />;
  return (
    <Stack gap="md">
      <section className={classes.card} aria-label={`${entry.name}, version ${shown.version}`}>
        <FileHead entry={entry} shown={shown} onVersion={onVersion} onSend={onSend} />
        {isText(shown) && <FileText name={entry.name} version={shown.version} />}
        <FileScript entry={entry} shown={shown} newest={newest.version} />
      </section>
      <FileVersions entry={entry} shown={shown.version} onVersion={onVersion} />
    </Stack>
  );
}
