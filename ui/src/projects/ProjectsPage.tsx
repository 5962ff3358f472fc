import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PanelError } from "../shared/PanelError";
import { NoProjects } from "./NoProjects";
import { Notices } from "./Notices";
import { ProjectBones } from "./ProjectBones";
import { ProjectsHead } from "./ProjectsHead";
import classes from "./ProjectsPage.module.css";
import { ProjectTable } from "./ProjectTable";
import { projectList } from "./projects.queries";
import { StartFromScript } from "./StartFromScript";

/** One row a project, what happened since, and how to start another. */
export function ProjectsPage() {
  const { data, error, refetch } = useQuery(projectList());
  const [text, setText] = useState("");
  if (error && !data) return <PanelError page what="The projects" error={error} retry={refetch} />;
  if (!data) return <ProjectBones />;
  if (data.projects.length === 0) return <NoProjects />;
  const found = data.projects.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <div>
      <ProjectsHead n={data.projects.length} text={text} onText={setText} />
      <ProjectTable projects={found} />
      <div className={classes.cards}>
        {data.notices.length > 0 && <Notices notices={data.notices} />}
        <StartFromScript />
      </div>
    </div>
  );
}
