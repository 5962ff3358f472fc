import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useExperiment } from "../experiment/ExperimentContext";
import { PanelError } from "../shared/PanelError";
import { DropZone } from "./DropZone";
import { FileDetails } from "./FileDetails";
import { FileNames } from "./FileNames";
import classes from "./FilesTab.module.css";
import { fileList } from "./files.queries";
import { useUploads } from "./useUploads";

/** What was stored: the reserved slots, filled or not, then free names; and the versions of the one that is selected. */
export function FilesTab() {
  const { row } = useExperiment();
  const { data, error, refetch } = useQuery(fileList(row.id));
  const search = useSearch({ from: "/shell/p/$project/e/$experiment/{-$tab}" });
  const navigate = useNavigate({ from: "/p/$project/e/$experiment/{-$tab}" });
  const uploads = useUploads(row.id);
  if (error && !data) return <PanelError what="The files" error={error} retry={refetch} />;
  if (!data) return <Bones />;
  const files = data.files;
  const selected =
    files.find(({ name }) => name === search.name) ??
    files.find(({ versions }) => versions.length) ??
    files[0];
  const select = (name: string, version?: number) =>
    navigate({ to: ".", search: { name, version }, resetScroll: false });
  return (
    <DropZone name={selected?.name ?? null} onFile={uploads.send}>
      <div className={classes.layout}>
        <FileNames files={files} selected={selected?.name ?? null} onSelect={select} uploads={uploads} />
        <div className={classes.details}>
          {selected && (
            <FileDetails
              key={selected.name}
              entry={selected}
              version={search.name === selected.name ? search.version : undefined}
              onVersion={(version) => select(selected.name, version)}
              onSend={(file) => uploads.send(selected.name, file)}
            />
          )}
        </div>
      </div>
    </DropZone>
  );
}

function Bones() {
  return (
    <Stack gap="md" p={20} maw={272} aria-busy>
      {[1, 2, 3, 4].map((key) => (
        <Skeleton key={key} height={30} />
      ))}
    </Stack>
  );
}
