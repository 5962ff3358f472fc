import { Menu } from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, type LinkComponentProps } from "@tanstack/react-router";
import { projectList } from "../projects/projects.queries";
import classes from "./SideBar.module.css";

interface ProjectSwitchProps {
  project: string;
}

export function ProjectSwitch({ project }: ProjectSwitchProps) {
  const { data } = useQuery(projectList());
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.switch} title={project}>
          <span className={classes.cut}>{project}</span>
          <IconSelector size={14} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
        {data?.projects.map(({ name }) => (
          <Menu.Item key={name} component={ProjectLink} project={name}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/">
          All projects
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** A link whose target Menu.Item can't mistype. */
function ProjectLink({ project, ...rest }: { project: string } & Omit<LinkComponentProps, "to" | "params">) {
  return <Link {...rest} to="/p/$project" params={{ project }} />;
}
