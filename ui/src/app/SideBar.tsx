import { useParams } from "@tanstack/react-router";
import { HomeLink } from "./HomeLink";
import { LiveState } from "./LiveState";
import { PinnedExperiments } from "./PinnedExperiments";
import { ProjectSwitch } from "./ProjectSwitch";
import classes from "./SideBar.module.css";
import { SideFoot } from "./SideFoot";
import { SideLinks } from "./SideLinks";

interface SideBarProps {
  rail: boolean;
  onToggle?: () => void;
}

export function SideBar({ rail, onToggle }: SideBarProps) {
  const { project } = useParams({ strict: false });
  return (
    <nav className={classes.bar} data-rail={rail || undefined} aria-label="Main">
      <HomeLink rail={rail} />
      {project !== undefined && !rail && <ProjectSwitch project={project} />}
      <SideLinks project={project} rail={rail} />
      {project !== undefined && <PinnedExperiments project={project} rail={rail} />}
      <div className={classes.foot}>
        <SideFoot rail={rail} onToggle={onToggle} />
        <LiveState rail={rail} />
      </div>
    </nav>
  );
}
