import { Button, Stack, Text } from "@mantine/core";
import { Card } from "../shared/Card";
import { CodeBox } from "../shared/CodeBox";
import { useInvitation } from "./access.queries";

/** An address that signs one more browser in, once. */
export function AnotherBrowser() {
  const { mutate, data, isPending } = useInvitation();
  return (
    <Card level={2} title="Another browser">
      <Stack gap="sm" px="md" pb="md" align="flex-start">
        <Text c="var(--text-2)" fz="sm">
          An address that signs one browser in, once, within ten minutes. Give it only to whom you trust.
        </Text>
        {data ? (
          <CodeBox code={data.address} wrap />
        ) : (
          <Button loading={isPending} onClick={() => mutate()}>
            Make an address
          </Button>
        )}
      </Stack>
    </Card>
  );
}
