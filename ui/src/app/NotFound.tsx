import { Anchor, Center, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

export function NotFound() {
  return (
    <Center h="100%" component="main">
      <Stack align="center" gap="sm" p="lg" ta="center">
        <Title order={1}>There is no such page</Title>
        <Text c="var(--text-2)">The address may be from another version, or a letter is missing.</Text>
        <Anchor component={Link} to="/">
          All projects
        </Anchor>
      </Stack>
    </Center>
  );
}
