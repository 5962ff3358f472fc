import { Kbd } from "@mantine/core";

import { IconSearch } from "@tabler/icons-react";
import { searchDialog } from "./searchStore";
import classes from "./TopBar.module.css";

export function SearchButton() {
  return (
    <button
      type="button"
      className={classes.search}
      onClick={searchDialog.open}
      aria-label="Search or jump to"
    >
      <IconSearch size={14} stroke={1.6} aria-hidden />
      <span>Search or jump to</span>
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}
