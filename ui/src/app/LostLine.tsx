import { Anchor, Group, Text } from "@mantine/core";
import { reconnect, useLostSince } from "../api/live";
import { LiveDot } from "../shared/LiveDot";
import { ago } from "../shared/numbers";
import { useNow } from "../shared/useNow";

/** A quiet line while the live connection is lost; it says since when. */
export function LostLine() {
  const since = useLostSince();
  const now = useNow(10);
  if (since === null) return null;
  return (
    <Group
      gap="sm"
      h="var(--h-row)"
      px="var(--s-20)"
      bg="var(--surface-2)"
      wrap="nowrap"
      role="status"
      style={{ borderBottom: "1px solid var(--border)", flex: "none" }}
    >
      <LiveDot still off />
      <Text fz="sm" fw="var(--fw-medium)">
        Live updates paused
      </Text>
      <Text fz="sm" c="var(--text-2)" truncate>
        {ago(since / 1000, now)}, trying again every 8 s
      </Text>
      <Anchor component="button" type="button" fz="sm" ml="auto" onClick={reconnect}>
        Now
      </Anchor>
    </Group>
  );
}
