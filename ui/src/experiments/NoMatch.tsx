import { Button, Center, Code, Stack, Text, Title } from "@mantine/core";
import { useTableAddress } from "./useTableAddress";

/** The filter lets nothing through. */
export function NoMatch() {
  const { search, change } = useTableAddress();
  const archived = search.view === "archived";
  return (
    <Center style={{ flex: 1, borderTop: "1px solid var(--border)" }}>
      <Stack align="center" gap="sm" p="xl">
        <Title order={2}>{archived && !search.q ? "Nothing is archived" : "No experiment matches"}</Title>
        {search.q && <Code>{search.q}</Code>}
        {archived && (
          <Text c="var(--text-2)">Archived experiments keep all their data and leave the table.</Text>
        )}
        <Button onClick={() => change({ q: undefined, view: undefined })}>
          {archived ? "Show all experiments" : "Clear the filter"}
        </Button>
      </Stack>
    </Center>
  );
}
