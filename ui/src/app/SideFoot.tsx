import {
  IconBook,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSettings,
} from "@tabler/icons-react";
import classes from "./SideBar.module.css";
import { SideLink } from "./SideLink";

interface SideFootProps {
  rail: boolean;
  onToggle: (() => void) | undefined;
}

export function SideFoot({ rail, onToggle }: SideFootProps) {
  const Toggle = rail ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <>
      <SideLink icon={IconBook} label="Names and docs" rail={rail} link={{ to: "/names" }} />
      <SideLink icon={IconSettings} label="Settings" rail={rail} link={{ to: "/settings" }} />
      {rail && onToggle && (
        <button type="button" className={classes.link} onClick={onToggle} aria-label="Open the side bar">
          <Toggle size={16} stroke={1.6} aria-hidden />
        </button>
      )}
    </>
  );
}
