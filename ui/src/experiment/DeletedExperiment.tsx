import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Payload } from "../api/client";
import { complain } from "../shared/toast";
import { restoreExperiment } from "./experiment.queries";

/** An experiment that somebody deleted while its page was open. */
export function DeletedExperiment({ page }: { page: Payload["ExperimentPage"] }) {
  const { row, project } = page;
  const restore = useMutation({ ...restoreExperiment(row.id), onError: complain });
  return (
    <Stack gap="sm" p={20} role="status">
      <Text component="h1" m={0} fz="lg" fw="var(--fw-strong)" truncate>
        {row.name} was deleted
      </Text>
      <Text c="var(--text-2)">
        Somebody deleted it while this page was open. It can be restored until <Code>sightline gc</Code> frees
        it.
      </Text>
      <Group gap="sm">
        <Button loading={restore.isPending} onClick={() => restore.mutate()}>
          Restore
        </Button>
        <Button
          variant="subtle"
          color="gray"
          renderRoot={(props) => <Link {...props} to="/p/$project" params={{ project }} />}
        >
          All experiments
        </Button>
      </Group>
    </Stack>
  );
}
