import { Link } from "@tanstack/react-router";
import type { Payload } from "../api/client";
import { Chip } from "../shared/Chip";
import { count, counted, exact, metric } from "../shared/numbers";
import { Swatch } from "../shared/Swatch";
import { Activity } from "./Activity";
import { FaintCurves } from "./FaintCurves";
import { ProjectMenu } from "./ProjectMenu";
import classes from "./ProjectsPage.module.css";

interface ProjectLineProps {
  row: Payload["ProjectRow"];
}

export function ProjectLine({ row }: ProjectLineProps) {
  const { name, description, experiments, curves, best, datasets, findings } = row;
  return (
    <tr>
      <td>
        <Link to="/p/$project" params={{ project: name }} className={classes.name} title={name}>
          {name}
        </Link>
        {description && (
          <div className={classes.description} title={description}>
            {description}
          </div>
        )}
      </td>
      <td data-number>{count(experiments)}</td>
      <td>
        <FaintCurves curves={curves} />
      </td>
      <td data-number className={classes.best} title={best ? exact(best.accuracy) : undefined}>
        {metric(best?.accuracy)}
      </td>
      <td>
        {best && (
          <span className={classes.line}>
            <Swatch slot={best.slot} />
            {best.name}
          </span>
        )}
      </td>
      <td>{datasets.length ? datasets.join(", ") : <span className={classes.quiet}>–</span>}</td>
      <td>
        {findings > 0 ? (
          <Chip tone="warn">{counted(findings, "finding")}</Chip>
        ) : (
          <span className={classes.quiet}>–</span>
        )}
      </td>
      <td>
        <Activity row={row} />
      </td>
      <td data-number>
        <ProjectMenu row={row} />
      </td>
    </tr>
  );
}
