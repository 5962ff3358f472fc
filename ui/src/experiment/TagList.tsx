import { ActionIcon, Popover, TextInput, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Chip } from "../shared/Chip";
import { complain } from "../shared/toast";
import { useExperiment } from "./ExperimentContext";
import { changeExperiment } from "./experiment.queries";
import classes from "./TagList.module.css";

/** Tags, each with its cross; the plus adds one. */
export function TagList() {
  const { row } = useExperiment();
  const { mutate } = useMutation({ ...changeExperiment(row.id), onError: complain });
  const drop = (tag: string) => mutate({ tags: row.tags.filter((each) => each !== tag) });
  const add = (tag: string) => mutate({ tags: [...new Set([...row.tags, tag])] });
  return (
    <span className={classes.tags}>
      {row.tags.map((tag) => (
        <Chip key={tag} title={tag}>
          <span className={classes.word}>{tag}</span>
          <UnstyledButton className={classes.drop} aria-label={`Remove tag ${tag}`} onClick={() => drop(tag)}>
            <IconX size={10} stroke={1.8} />
          </UnstyledButton>
        </Chip>
      ))}
      <AddTag onAdd={add} />
    </span>
  );
}

function AddTag({ onAdd }: { onAdd: (tag: string) => void }) {
  const [opened, { close, toggle }] = useDisclosure();
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon size={24} aria-label="Add a tag" onClick={toggle}>
          <IconPlus size={14} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <TextInput
          data-autofocus
          aria-label="New tag"
          placeholder="Tag, then Enter"
          maxLength={100}
          onKeyDown={(event) => {
            const tag = event.currentTarget.value.trim();
            if (event.key !== "Enter" || !tag) return;
            onAdd(tag);
            close();
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
