import { Link } from "@tanstack/react-router";
import { Logo } from "../shared/Logo";
import classes from "./SideBar.module.css";

interface HomeLinkProps {
  rail: boolean;
}

export function HomeLink({ rail }: HomeLinkProps) {
  return (
    <Link to="/" className={classes.home} aria-label="Sightline, all projects">
      <Logo />
      {!rail && "Sightline"}
    </Link>
  );
}
