import { Button, Modal, ScrollArea, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { PanelError } from "../shared/PanelError";
import classes from "./DiffButton.module.css";
import { useExperiment } from "./ExperimentContext";
import { gitDiff } from "./experiment.queries";

/** What was not committed when the script started. */
export function DiffButton() {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button size="xs" variant="subtle" color="gray" onClick={open}>
        Uncommitted changes
      </Button>
      <Modal opened={opened} onClose={close} title="Uncommitted changes" size="min(900px, 94vw)">
        <DiffText />
      </Modal>
    </>
  );
}

function DiffText() {
  const { row } = useExperiment();
  const { data, error, refetch } = useQuery(gitDiff(row.id));
  if (error && data === undefined) return <PanelError what="The changes" error={error} retry={refetch} />;
  if (data === undefined) return <Skeleton height={200} />;
  return (
    <ScrollArea mah="70vh">
      <pre className={classes.diff}>
        {data.split("\n").map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <span key={at} data-line={mark(line)}>{`${line}\n`}</span>
        ))}
      </pre>
    </ScrollArea>
  );
}

function mark(line: string): string | undefined {
  if (line.startsWith("+++") || line.startsWith("---")) return undefined;
  return line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : undefined;
}
