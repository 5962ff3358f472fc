import { Link, useMatches } from "@tanstack/react-router";
import { Fragment } from "react";
import { TAB_TITLES, type TabName } from "../experiment/tabNames";
import { ExperimentName } from "./ExperimentName";
import classes from "./TopBar.module.css";

const TITLES: Record<string, string> = {
  "/shell/": "Projects",
  "/shell/names": "Names and docs",
  "/shell/settings": "Settings",
  "/shell/p/$project": "Experiments",
  "/shell/p/$project/compare": "Compare",
};

/** Where we are, from wide to narrow. */
export function Path() {
  const match = useMatches().at(-1);
  const params = (match?.params ?? {}) as Record<string, string | undefined>;
  const parts = [];
  if (params.project !== undefined) {
    parts.push(
      <Link to="/p/$project" params={{ project: params.project }}>
        {params.project}
      </Link>,
    );
  }
  if (params.project !== undefined && params.experiment !== undefined) {
    parts.push(
      <Link to="/p/$project" params={{ project: params.project }} className={classes.level}>
        Experiments
      </Link>,
      <ExperimentName id={params.experiment} project={params.project} tab={params.tab} />,
    );
    if (params.tab !== undefined && params.tab in TAB_TITLES) {
      parts.push(
        <span className={`${classes.here} ${classes.tab}`}>{TAB_TITLES[params.tab as TabName]}</span>,
      );
    }
  } else parts.push(<PageName name={TITLES[match?.routeId ?? ""] ?? ""} project={params.project} />);
  return (
    <nav className={classes.path} aria-label="Path">
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the path is its identity
        <Fragment key={at}>
          {at > 0 && <span className={classes.separator}>/</span>}
          {part}
        </Fragment>
      ))}
    </nav>
  );
}

function PageName({ name, project }: { name: string; project: string | undefined }) {
  return (
    <>
      <title>{[name, project, "Sightline"].filter(Boolean).join(" · ")}</title>
      <span className={classes.here}>{name}</span>
    </>
  );
}
