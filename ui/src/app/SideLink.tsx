import { Tooltip } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { count } from "../shared/numbers";
import classes from "./SideBar.module.css";

interface SideLinkProps {
  icon: Icon;
  label: string;
  rail: boolean;
  link: Pick<LinkProps, "to" | "params" | "search" | "activeOptions">;
  n?: number | undefined;
}

export function SideLink({ icon: Picture, label, rail, link, n }: SideLinkProps) {
  return (
    <Tooltip label={label} disabled={!rail} position="right">
      <Link {...link} className={classes.link} aria-label={rail ? label : undefined}>
        <Picture size={16} stroke={1.6} aria-hidden />
        {!rail && label}
        {!rail && n !== undefined && <span className={classes.count}>{count(n)}</span>}
      </Link>
    </Tooltip>
  );
}
