import { useQuery } from "@tanstack/react-query";
import { experimentPage } from "../experiments/experiments.queries";
import classes from "./TopBar.module.css";

interface ExperimentNameProps {
  id: string;
}

export function ExperimentName({ id }: ExperimentNameProps) {
  const { data } = useQuery(experimentPage(id));
  return (
    <>
      {data && <title>{`${data.row.name} · ${data.project} · Sightline`}</title>}
      <span className={classes.here}>{data?.row.name ?? ""}</span>
    </>
  );
}
