import type { ReactNode } from "react";
import classes from "./SidePanel.module.css";

interface SidePanelProps {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function SidePanel({ title, actions, children }: SidePanelProps) {
  return (
    <section className={classes.panel} aria-label={title}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {actions}
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
