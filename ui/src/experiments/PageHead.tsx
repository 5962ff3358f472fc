import { Button, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { Payload } from "../api/client";
import { Chip } from "../shared/Chip";
import { LiveDot } from "../shared/LiveDot";
import { count } from "../shared/numbers";
import classes from "./ExperimentsBoard.module.css";
import { Views } from "./Views";

const NewExperimentDialog = lazy(async () => ({
  default: (await import("./NewExperimentDialog")).NewExperimentDialog,
}));

interface PageHeadProps {
  project: string;
  table: Payload["ExperimentTable"];
}

export function PageHead({ project, table }: PageHeadProps) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <div className={classes.head}>
        <Title order={1}>Experiments</Title>
        <Text c="var(--text-3)">{count(table.all)}</Text>
        {table.running > 0 && (
          <Chip tone="ok">
            <LiveDot still />
            {count(table.running)} running
          </Chip>
        )}
        <Button
          variant="filled"
          className={classes.end}
          leftSection={<IconPlus size={14} stroke={1.6} />}
          onClick={open}
        >
          New experiment
        </Button>
      </div>
      <Views />
      <Suspense>{opened && <NewExperimentDialog project={project} opened onClose={close} />}</Suspense>
    </>
  );
}
