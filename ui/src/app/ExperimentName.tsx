import { useQuery } from "@tanstack/react-query";
import { experimentPage } from "../experiments/experiments.queries";
import classes from "./TopBar.module.css";

interface ExperimentNameProps {
  id: string;
}

export function ExperimentName({ id }: ExperimentNameProps) {
  const { data } = useQuery(experimentPage(id));
  return <span className={classes.here}>{data?.row.name ?? ""}</span>;
}
