import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { AnotherBrowser } from "./AnotherBrowser";
import { session } from "./access.queries";
import { KeysCard } from "./KeysCard";

/** Who is signed in, and the keys of scripts. */
export function SettingsPage() {
  const { data } = useQuery(session());
  return (
    <Stack gap="lg" maw={760} p="var(--s-12) var(--s-20) var(--s-24)">
      <div>
        <Title order={1}>Settings</Title>
        {data && (
          <Text c="var(--text-2)" fz="sm">
            Signed in as {data.actor} ({data.role}). Sightline {data.server}
            {data.local ? ", on this machine only." : `, at ${location.host}.`}
          </Text>
        )}
      </div>
      {data?.role === "owner" ? (
        <>
          <KeysCard />
          <AnotherBrowser />
        </>
      ) : (
        data && <Text c="var(--text-2)">Keys and sign-ins belong to the owner of this server.</Text>
      )}
    </Stack>
  );
}
