import { Button, Center, Code, Stack, Text, Title } from "@mantine/core";
import { requestOf } from "./useBoard";
import { useNearest } from "./useNearest";
import { useTableAddress } from "./useTableAddress";

interface NoMatchProps {
  project: string;
}

/** The filter lets nothing through: what it was, the nearest that would, and the way back. */
export function NoMatch({ project }: NoMatchProps) {
  const { search, change } = useTableAddress();
  const nearest = useNearest(project, requestOf(search));
  const archived = search.view === "archived";
  return (
    <Center style={{ flex: 1, borderTop: "1px solid var(--border)" }}>
      <Stack align="center" gap="sm" p="xl">
        <Title order={2}>{archived && !search.q ? "Nothing is archived" : "No experiment matches"}</Title>
        {search.q && <Code style={{ overflowWrap: "anywhere" }}>{search.q}</Code>}
        {archived && (
          <Text c="var(--text-2)">Archived experiments keep all their data and leave the table.</Text>
        )}
        {nearest && (
          <Button variant="subtle" onClick={() => change({ q: nearest.filter })}>
            The nearest that would: <Code ml="xs">{nearest.part}</Code>
          </Button>
        )}
        <Button onClick={() => change({ q: undefined, view: undefined })}>
          {archived ? "Show all experiments" : "Clear the filter"}
        </Button>
      </Stack>
    </Center>
  );
}
