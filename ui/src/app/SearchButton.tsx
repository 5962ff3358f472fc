import { Kbd } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import classes from "./TopBar.module.css";

export function SearchButton() {
  return (
    <button type="button" className={classes.search} onClick={spotlight.open} aria-label="Search or jump to">
      <IconSearch size={14} stroke={1.6} aria-hidden />
      <span>Search or jump to</span>
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}
