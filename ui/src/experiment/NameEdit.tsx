import { Title, UnstyledButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { complain } from "../shared/toast";
import { useExperiment } from "./ExperimentContext";
import { changeExperiment } from "./experiment.queries";
import classes from "./NameEdit.module.css";

/** The name; a click makes it a field. Enter keeps it, Esc leaves it as it was. */
export function NameEdit() {
  const { row } = useExperiment();
  const [editing, setEditing] = useState(false);
  const { mutate, variables, isPending } = useMutation({ ...changeExperiment(row.id), onError: complain });
  const shown = isPending && variables?.name ? variables.name : row.name;
  const keep = (name: string) => {
    setEditing(false);
    if (name && name !== row.name) mutate({ name });
  };
  if (editing) return <NameField name={shown} onKeep={keep} onLeave={() => setEditing(false)} />;
  return (
    <Title order={1} className={classes.title}>
      <UnstyledButton
        className={classes.name}
        onClick={() => setEditing(true)}
        title={`${shown} — click to rename`}
      >
        {shown}
      </UnstyledButton>
    </Title>
  );
}

interface NameFieldProps {
  name: string;
  onKeep: (name: string) => void;
  onLeave: () => void;
}

function NameField({ name, onKeep, onLeave }: NameFieldProps) {
  return (
    <input
      className={classes.field}
      aria-label="Name of the experiment"
      defaultValue={name}
      maxLength={255}
      // biome-ignore lint/a11y/noAutofocus: the reader asked for this field by a click on its text
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => onKeep(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.key === "Enter") onKeep(event.currentTarget.value.trim());
        if (event.key === "Escape") onLeave();
      }}
    />
  );
}
