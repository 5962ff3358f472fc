import { Button, FileButton, Menu, Text } from "@mantine/core";
import { IconChevronDown, IconDownload, IconUpload } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { ago, bytes, fullTime } from "../shared/numbers";
import { useNow } from "../shared/useNow";
import classes from "./FileDetails.module.css";
import { contentUrl } from "./files.queries";
import { HashText } from "./HashText";

interface FileHeadProps {
  entry: Payload["FileEntry"];
  shown: Payload["FileVersion"];
  onVersion: (version: number) => void;
  onSend: (file: File) => void;
}

/** Which version, how old, which bytes; download it, or store the next one. */
export function FileHead({ entry, shown, onVersion, onSend }: FileHeadProps) {
  const { row } = useExperiment();
  const now = useNow();
  return (
    <header className={classes.head}>
      <code className={classes.name}>{entry.name}</code>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="sm" rightSection={<IconChevronDown size={14} stroke={1.6} />}>
            version {shown.version}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={300} style={{ overflowY: "auto" }}>
          {entry.versions.map(({ version, created, size }) => (
            <Menu.Item
              key={version}
              rightSection={<Text fz="xs" c="var(--text-3)">{`${bytes(size)}, ${ago(created, now)}`}</Text>}
              onClick={() => onVersion(version)}
            >
              version {version}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Text fz="sm" c="var(--text-3)" title={fullTime(shown.created)}>
        {shown.looks_like || shown.filename} · {bytes(shown.size)} · stored {ago(shown.created, now)} · sha256{" "}
        <HashText hash={shown.sha256} />
      </Text>
      <span className={classes.end}>
        <Button
          size="sm"
          component="a"
          href={contentUrl(row.id, entry.name, shown.version)}
          download
          leftSection={<IconDownload size={14} stroke={1.6} />}
        >
          Download
        </Button>
        <FileButton onChange={(file) => file && onSend(file)}>
          {(props) => (
            <Button {...props} size="sm" leftSection={<IconUpload size={14} stroke={1.6} />}>
              New version
            </Button>
          )}
        </FileButton>
      </span>
    </header>
  );
}
