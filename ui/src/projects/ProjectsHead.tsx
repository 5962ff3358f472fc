import { Button, Kbd, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFilter, IconPlus } from "@tabler/icons-react";
import { lazy, Suspense, useRef } from "react";
import { useKeys } from "../shared/keys";
import { count } from "../shared/numbers";
import classes from "./ProjectsPage.module.css";

const NewProjectDialog = lazy(async () => ({
  default: (await import("./NewProjectDialog")).NewProjectDialog,
}));

interface ProjectsHeadProps {
  n: number;
  text: string;
  onText: (text: string) => void;
}

export function ProjectsHead({ n, text, onText }: ProjectsHeadProps) {
  const field = useRef<HTMLInputElement>(null);
  const [opened, { open, close }] = useDisclosure();
  useKeys({ "/": () => field.current?.focus() });
  return (
    <div className={classes.head}>
      <Title order={1}>Projects</Title>
      <Text c="var(--text-3)">{count(n)}</Text>
      <div className={classes.end}>
        <TextInput
          ref={field}
          w={220}
          placeholder="Filter projects"
          aria-label="Filter projects"
          leftSection={<IconFilter size={14} stroke={1.6} aria-hidden />}
          rightSection={<Kbd>/</Kbd>}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
        />
        <Button variant="filled" leftSection={<IconPlus size={14} stroke={1.6} />} onClick={open}>
          New project
        </Button>
      </div>
      <Suspense>{opened && <NewProjectDialog opened onClose={close} />}</Suspense>
    </div>
  );
}
