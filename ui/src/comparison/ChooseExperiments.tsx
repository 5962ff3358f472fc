import { Button, Center, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { AddExperiment } from "./AddExperiment";
import { useComparisonAddress } from "./useComparisonAddress";

interface ChooseExperimentsProps {
  project: string;
}

export function ChooseExperiments({ project }: ChooseExperimentsProps) {
  const { setIds } = useComparisonAddress();
  return (
    <Center h="70%">
      <Stack align="center" gap="sm" p="lg">
        <Title order={1}>Nothing to compare yet</Title>
        <Text c="var(--text-2)" ta="center">
          Select two or more experiments in the table and press C, or add them here.
        </Text>
        <Group gap="sm">
          <Button component={Link} to={`/p/${encodeURIComponent(project)}`}>
            Open the table
          </Button>
          <AddExperiment project={project} chosen={[]} onAdd={(id) => setIds([id])} />
        </Group>
      </Stack>
    </Center>
  );
}
