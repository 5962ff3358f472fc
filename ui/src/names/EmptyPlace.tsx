import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { CodeBox } from "../shared/CodeBox";
import { nameList } from "./names.queries";
import type { Surface } from "./surfaceWords";

interface EmptyPlaceProps {
  /** Where a name has to show so that its example fills this place; the first such name is taken. */
  surface: Surface;
  title: string;
  children?: ReactNode;
}

/** An empty place says what belongs there, and gives the exact line of code that fills it. */
export function EmptyPlace({ surface, title, children }: EmptyPlaceProps) {
  const { data } = useQuery(nameList());
  const filling = data?.filter(({ shows }) => shows.includes(surface)) ?? [];
  return (
    <Stack gap="sm" maw={560}>
      <Text fz="lg" fw="var(--fw-strong)">
        {title}
      </Text>
      {children}
      {filling[0] && <CodeBox code={filling[0].example} wrap />}
      {filling.length > 1 && (
        <Text fz="sm" c="var(--text-3)">
          also:{" "}
          {filling
            .slice(1)
            .map(({ name }) => name)
            .join(", ")}
        </Text>
      )}
    </Stack>
  );
}
