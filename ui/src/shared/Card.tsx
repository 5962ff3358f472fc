import type { ReactNode } from "react";
import classes from "./Card.module.css";

interface CardProps {
  title: ReactNode;
  /** Beside the title: a version, a count. */
  note?: ReactNode;
  actions?: ReactNode;
  /** Of the heading: 3 under the head of a section. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A hairline around one thing and its name. */
export function Card({ title, note, actions, level = 3, children }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={classes.card} aria-label={typeof title === "string" ? title : undefined}>
      <header className={classes.head}>
        <Heading className={classes.title} title={typeof title === "string" ? title : undefined}>
          {title}
        </Heading>
        {note && <span className={classes.note}>{note}</span>}
        {actions && <span className={classes.actions}>{actions}</span>}
      </header>
      {children}
    </section>
  );
}
