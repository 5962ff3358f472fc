import { Link, useParams } from "@tanstack/react-router";
import type { Payload } from "../api/client";
import { Chip } from "../shared/Chip";
import { Swatch } from "../shared/Swatch";
import classes from "./ComparisonPage.module.css";

interface ComparedExperimentProps {
  row: Payload["ExperimentRow"];
  reference: boolean;
}

export function ComparedExperiment({ row, reference }: ComparedExperimentProps) {
  const { project } = useParams({ from: "/shell/p/$project/compare" });
  return (
    <th scope="col">
      <span className={classes.who}>
        <Swatch slot={row.slot} />
        <Link
          to="/p/$project/e/$experiment/{-$tab}"
          params={{ project, experiment: row.id }}
          title={row.name}
        >
          {row.name}
        </Link>
        {reference && <Chip>ref</Chip>}
      </span>
    </th>
  );
}
