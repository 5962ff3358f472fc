import { ActionIcon, Tooltip } from "@mantine/core";
import { IconKeyboard, IconMenu2 } from "@tabler/icons-react";
import { Account } from "./Account";
import { Path } from "./Path";
import { SearchButton } from "./SearchButton";
import { ThemeSwitch } from "./ThemeSwitch";
import classes from "./TopBar.module.css";

interface TopBarProps {
  onKeys: () => void;
  onMenu: () => void;
}

export function TopBar({ onKeys, onMenu }: TopBarProps) {
  return (
    <header className={classes.bar}>
      <ActionIcon className={classes.menu} onClick={onMenu} aria-label="Main menu">
        <IconMenu2 size={16} stroke={1.6} />
      </ActionIcon>
      <Path />
      <div className={classes.end}>
        <SearchButton />
        <ThemeSwitch />
        <Tooltip label="Keys">
          <ActionIcon className={classes.keys} onClick={onKeys} aria-label="Keyboard keys">
            <IconKeyboard size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Account />
      </div>
    </header>
  );
}
