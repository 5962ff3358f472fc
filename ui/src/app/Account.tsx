import { Menu } from "@mantine/core";
import { IconLogout, IconSettings } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { session, useSignOut } from "../access/access.queries";
import classes from "./TopBar.module.css";

export function Account() {
  const { data } = useQuery(session());
  const signOut = useSignOut();
  if (data === undefined) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.account} aria-label={`Account of ${data.actor}`}>
          {data.actor}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {data.role} · Sightline {data.server}
        </Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={14} stroke={1.6} />}>
          Settings
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={14} stroke={1.6} />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
