import { Code, Text, Title } from "@mantine/core";
import { Fragment } from "react";
import type { Payload } from "../api/client";
import { Chip } from "../shared/Chip";
import { CodeBox } from "../shared/CodeBox";
import classes from "./NamesPage.module.css";
import { surfaceWords } from "./surfaceWords";

type Name = Payload["NameRow"];

interface NameCardProps {
  name: Name;
}

export function NameCard({ name: { name, doc, example, types, aliases, shows } }: NameCardProps) {
  return (
    <article className={classes.card} id={name}>
      <header className={classes.head}>
        <Title order={3}>{name}</Title>
        {types.map((type) => (
          <Chip key={type}>{type}</Chip>
        ))}
      </header>
      <Text fz="sm" c="var(--text-2)">
        {doc}
      </Text>
      <CodeBox code={example} wrap />
      <Text fz="xs" c="var(--text-3)">
        shows in {shows.map((surface) => surfaceWords[surface]).join(", ")}
      </Text>
      {aliases.length > 0 && (
        <Text fz="xs" c="var(--text-3)">
          also read from{" "}
          {aliases.map((alias) => (
            <Fragment key={alias}>
              <Code fz="xs">{alias}</Code>{" "}
            </Fragment>
          ))}
        </Text>
      )}
    </article>
  );
}
