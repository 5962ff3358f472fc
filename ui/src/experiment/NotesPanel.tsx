import { ActionIcon, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { complain } from "../shared/toast";
import { useExperiment } from "./ExperimentContext";
import { changeExperiment } from "./experiment.queries";
import { SidePanel } from "./SidePanel";

const Markdown = lazy(() => import("./Markdown").then((module) => ({ default: module.Markdown })));

/** What a person wrote about the experiment, in Markdown. */
export function NotesPanel() {
  const { row, notes } = useExperiment();
  const [editing, setEditing] = useState(false);
  const { mutate } = useMutation({ ...changeExperiment(row.id), onError: complain });
  const edit = (
    <ActionIcon size={24} aria-label="Edit the notes" onClick={() => setEditing(true)}>
      <IconPencil size={14} stroke={1.6} />
    </ActionIcon>
  );
  const keep = (text: string) => {
    setEditing(false);
    if (text !== notes) mutate({ notes: text });
  };
  return (
    <SidePanel title="Notes" actions={!editing && edit}>
      {editing ? (
        <NotesField notes={notes} onKeep={keep} onLeave={() => setEditing(false)} />
      ) : notes ? (
        <Suspense fallback={<Text fz="sm">{notes}</Text>}>
          <Markdown text={notes} />
        </Suspense>
      ) : (
        <Text fz="sm" c="var(--text-3)">
          Nothing written yet.
        </Text>
      )}
    </SidePanel>
  );
}

interface NotesFieldProps {
  notes: string;
  onKeep: (text: string) => void;
  onLeave: () => void;
}

function NotesField({ notes, onKeep, onLeave }: NotesFieldProps) {
  const [text, setText] = useState(notes);
  return (
    <Stack gap="sm">
      <Textarea
        aria-label="Notes, in Markdown"
        autosize
        minRows={4}
        maxRows={20}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onLeave();
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onKeep(text);
        }}
      />
      <Group gap="sm" justify="flex-end">
        <Button size="xs" variant="subtle" color="gray" onClick={onLeave}>
          Cancel
        </Button>
        <Button size="xs" onClick={() => onKeep(text)}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}
