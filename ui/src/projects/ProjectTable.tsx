import type { Payload } from "../api/client";
import { PanelNote } from "../shared/PanelNote";
import { ProjectLine } from "./ProjectLine";
import classes from "./ProjectsPage.module.css";

interface ProjectTableProps {
  projects: readonly Payload["ProjectRow"][];
}

export function ProjectTable({ projects }: ProjectTableProps) {
  return (
    <div className={classes.scroller}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Project</th>
            <th scope="col" data-number>
              Experiments
            </th>
            <th scope="col">accuracy, all experiments</th>
            <th scope="col" data-number>
              best
            </th>
            <th scope="col">by</th>
            <th scope="col">Dataset</th>
            <th scope="col">Findings</th>
            <th scope="col">Last activity</th>
            <th aria-label="Actions" />
          </tr>
        </thead>
        <tbody>
          {projects.map((row) => (
            <ProjectLine key={row.name} row={row} />
          ))}
        </tbody>
      </table>
      {projects.length === 0 && <PanelNote>No project is named like that.</PanelNote>}
    </div>
  );
}
