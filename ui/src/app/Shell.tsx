import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { session } from "../access/access.queries";
import { ServerError } from "../api/client";
import { useLive } from "../api/live";
import { KeysDialog } from "./KeysDialog";
import { LostLine } from "./LostLine";
import { Search } from "./Search";
import classes from "./Shell.module.css";
import { SideBar } from "./SideBar";
import { SideDrawer } from "./SideDrawer";
import { TopBar } from "./TopBar";
import { useGlobalKeys } from "./useGlobalKeys";
import { useRail } from "./useRail";

/** Side bar, top bar, page. */
export function Shell() {
  const { project } = useParams({ strict: false });
  const [keysShown, setKeysShown] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const rail = useRail();
  useLive(project);
  useGlobalKeys({ showKeys: () => setKeysShown(true), toggleRail: rail.toggle });
  const { error } = useQuery(session());
  if (error instanceof ServerError && error.status === 401) return <Navigate to="/sign-in" />;
  return (
    <div className={classes.app} data-rail={rail.on || undefined}>
      <a href="#page" className={classes.skip}>
        Skip to the page
      </a>
      <aside className={classes.side}>
        <SideBar rail={rail.on} onToggle={rail.toggle} />
      </aside>
      <SideDrawer opened={drawer} onClose={() => setDrawer(false)} />
      <div className={classes.main}>
        <TopBar onKeys={() => setKeysShown(true)} onMenu={() => setDrawer(true)} />
        <LostLine />
        <main id="page" className={classes.page} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Search />
      <KeysDialog opened={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  );
}
