import { Fragment, type ReactNode } from "react";
import classes from "./FactList.module.css";

interface FactListProps {
  facts: readonly (readonly [string, ReactNode])[];
}

/** Names and what they are, a line each; the whole text is in the tooltip. */
export function FactList({ facts }: FactListProps) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt title={name}>{name}</dt>
          <dd title={typeof value === "string" ? value : undefined}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
