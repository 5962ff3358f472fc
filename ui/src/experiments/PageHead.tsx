import { Button, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { Chip } from "../shared/Chip";
import { LiveDot } from "../shared/LiveDot";
import { count } from "../shared/numbers";
import classes from "./ExperimentsBoard.module.css";
import { NewExperimentDialog } from "./NewExperimentDialog";
import { Views } from "./Views";

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
      <NewExperimentDialog project={project} opened={opened} onClose={close} />
    </>
  );
}
