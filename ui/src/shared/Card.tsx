import type { ReactNode } from "react";
import classes from "./Card.module.css";

interface CardProps {
  title: ReactNode;
  /** Beside the title: a version, a count. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A hairline around one thing and its name. */
export function Card({ title, note, actions, children }: CardProps) {
  return (
    <section className={classes.card} aria-label={typeof title === "string" ? title : undefined}>
      <header className={classes.head}>
        <h3 className={classes.title} title={typeof title === "string" ? title : undefined}>
          {title}
        </h3>
        {note && <span className={classes.note}>{note}</span>}
        {actions && <span className={classes.actions}>{actions}</span>}
      </header>
      {children}
    </section>
  );
}
