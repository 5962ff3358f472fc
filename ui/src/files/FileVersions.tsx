import { Anchor, Group, UnstyledButton } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { DataTable } from "../shared/DataTable";
import { ago, bytes, counted, fullTime, MISSING } from "../shared/numbers";
import { useNow } from "../shared/useNow";
import { DeleteVersion } from "./DeleteVersion";
import classes from "./FileVersions.module.css";
import { contentUrl } from "./files.queries";
import { HashText } from "./HashText";

interface FileVersionsProps {
  entry: Payload["FileEntry"];
  shown: number;
  onVersion: (version: number) => void;
}

const head = [
  { name: "version" },
  { name: "file" },
  { name: "size", number: true },
  { name: "step", number: true },
  { name: "stored", number: true },
  { name: "sha256" },
  { name: "" },
];

/** Every version is kept as it was stored, with its own hash. */
export function FileVersions({ entry, shown, onVersion }: FileVersionsProps) {
  const { row } = useExperiment();
  const now = useNow();
  return (
    <section className={classes.card} aria-label="Versions">
      <DataTable head={head} label={counted(entry.versions.length, "version")}>
        {entry.versions.map(({ version, filename, size, step, created, sha256 }) => (
          <tr key={version} data-on={version === shown || undefined}>
            <td>
              <UnstyledButton className={classes.version} onClick={() => onVersion(version)}>
                @{version}
              </UnstyledButton>
            </td>
            <td title={filename}>{filename}</td>
            <td data-number>{bytes(size)}</td>
            <td data-number>{step === null ? MISSING : step.toLocaleString("en")}</td>
            <td data-number title={fullTime(created)}>
              {ago(created, now)}
            </td>
            <td>
              <HashText hash={sha256} />
            </td>
            <td>
              <Group gap={4} wrap="nowrap" justify="flex-end">
                <Anchor
                  className={classes.icon}
                  href={contentUrl(row.id, entry.name, version)}
                  download
                  aria-label={`Download version ${version}`}
                >
                  <IconDownload size={14} stroke={1.6} />
                </Anchor>
                <DeleteVersion name={entry.name} version={version} />
              </Group>
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}
