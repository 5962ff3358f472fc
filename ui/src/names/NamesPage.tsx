import { Anchor, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { PanelError } from "../shared/PanelError";
import { NameCard } from "./NameCard";
import classes from "./NamesPage.module.css";
import { nameList } from "./names.queries";

const KINDS = [
  { kind: "data", title: "Logs", about: "Log data under one of these names, and the platform acts on it." },
  {
    kind: "file",
    title: "Files",
    about: "Store a file under one of these names, and the platform acts on it.",
  },
] as const;

/** The reserved names: what to write, what happens. */
export function NamesPage() {
  const { data, error, refetch } = useQuery(nameList());
  return (
    <Stack gap="lg" p="var(--s-12) var(--s-20) var(--s-24)" maw={1240}>
      <div>
        <Title order={1}>Names and docs</Title>
        <Text c="var(--text-2)" fz="sm">
          Any name can be logged. These mean something.
        </Text>
        <Anchor fz="sm" href="/docs/index.html">
          Read the docs
        </Anchor>
      </div>
      {error && !data && <PanelError what="The names" error={error} retry={refetch} />}
      {!data && !error && <Skeleton h={320} radius="lg" />}
      {data &&
        KINDS.map(({ kind, title, about }) => (
          <section key={kind} aria-label={title}>
            <Title order={2}>{title}</Title>
            <Text c="var(--text-3)" fz="sm" mb="sm">
              {about}
            </Text>
            <div className={classes.cards}>
              {data
                .filter((name) => name.kind === kind)
                .map((name) => (
                  <NameCard key={name.name} name={name} />
                ))}
            </div>
          </section>
        ))}
    </Stack>
  );
}
