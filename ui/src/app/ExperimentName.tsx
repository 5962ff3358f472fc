import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { experimentPage } from "../experiments/experiments.queries";
import classes from "./TopBar.module.css";

interface ExperimentNameProps {
  id: string;
  project: string;
  /** The tab that stands behind it in the path; the name leads back from there. */
  tab: string | undefined;
}

export function ExperimentName({ id, project, tab }: ExperimentNameProps) {
  const { data } = useQuery(experimentPage(id));
  const name = data?.row.name ?? "";
  return (
    <>
      {data && <title>{`${name} · ${data.project} · Sightline`}</title>}
      {tab === undefined ? (
        <span className={classes.here}>{name}</span>
      ) : (
        <Link to="/p/$project/e/$experiment/{-$tab}" params={{ project, experiment: id, tab: undefined }}>
          {name}
        </Link>
      )}
    </>
  );
}
