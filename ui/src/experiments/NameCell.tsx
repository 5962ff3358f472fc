import { Link } from "@tanstack/react-router";
import type { Payload } from "../api/client";
import { Chip } from "../shared/Chip";
import { Swatch } from "../shared/Swatch";
import classes from "./ExperimentTable.module.css";

interface NameCellProps {
  row: Payload["ExperimentRow"];
  project: string;
}

export function NameCell({ row, project }: NameCellProps) {
  return (
    <span className={classes.line}>
      <Swatch slot={row.slot} />
      <Link
        to="/p/$project/e/$experiment/{-$tab}"
        params={{ project, experiment: row.id }}
        className={classes.name}
        title={row.name}
      >
        {row.name}
      </Link>
      {row.tags.length > 0 && (
        <span className={classes.tags} title={row.tags.join(", ")}>
          {row.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      )}
    </span>
  );
}
