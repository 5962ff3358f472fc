import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useExperiment } from "../experiment/ExperimentContext";
import { PanelError } from "../shared/PanelError";
import { PanelNote } from "../shared/PanelNote";
import classes from "./FileDetails.module.css";
import { fileText } from "./files.queries";

interface FileTextProps {
  name: string;
  version: number;
}

/** The start of a text file, as it is. */
export function FileText({ name, version }: FileTextProps) {
  const { row } = useExperiment();
  const { data, error, refetch } = useQuery(fileText(row.id, name, version));
  if (error && !data) return <PanelError what={name} error={error} retry={refetch} />;
  if (!data) return <Skeleton height={120} m="md" w="auto" />;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre className={classes.text} tabIndex={0}>
        {data.text || " "}
      </pre>
      {data.truncated && <PanelNote>The start of it. Download it to see all.</PanelNote>}
    </>
  );
}
