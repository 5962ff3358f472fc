import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useExperiment } from "../experiment/ExperimentContext";
import { fileList } from "../files/files.queries";
import { logList } from "../logs/logs.queries";
import { placesOf } from "./places";

interface FindingPlacesProps {
  names: readonly string[];
}

/** Links to the logs and files that a finding is about: the evidence, one click away. */
export function FindingPlaces({ names }: FindingPlacesProps) {
  const { row, project } = useExperiment();
  const { data: logs } = useQuery(logList(row.id));
  const { data: files } = useQuery({ ...fileList(row.id), enabled: names.length > 0 });
  return placesOf(names, logs ?? [], files?.files ?? []).map(({ name, tab }) => (
    <Anchor
      key={name}
      fz="sm"
      fw="var(--fw-medium)"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/p/$project/e/$experiment/{-$tab}"
          params={{ project, experiment: row.id, tab }}
          search={tab === "files" ? { name } : { open: name }}
        />
      )}
    >
      Show {name}
    </Anchor>
  ));
}
