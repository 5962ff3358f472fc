import { useHotkeys } from "@mantine/hooks";
import { useSpotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { session } from "../access/access.queries";
import { ServerError } from "../api/client";
import { useLive } from "../api/live";
import { LostLine } from "./LostLine";
import classes from "./Shell.module.css";
import { SideBar } from "./SideBar";
import { searchDialog, searchStore } from "./searchStore";
import { TopBar } from "./TopBar";
import { useGlobalKeys } from "./useGlobalKeys";
import { useIdle } from "./useIdle";
import { useRail } from "./useRail";

const KeysDialog = lazy(async () => ({ default: (await import("./KeysDialog")).KeysDialog }));
const SideDrawer = lazy(async () => ({ default: (await import("./SideDrawer")).SideDrawer }));
const Search = lazy(async () => ({ default: (await import("./Search")).Search }));

/** Side bar, top bar, page. What opens over them comes after the page. */
export function Shell() {
  const { project } = useParams({ strict: false });
  const [keysShown, setKeysShown] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const rail = useRail();
  const idle = useIdle();
  const { opened: searching } = useSpotlight(searchStore);
  useHotkeys([["mod+K", searchDialog.open]]);
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
      <div className={classes.main}>
        <TopBar onKeys={() => setKeysShown(true)} onMenu={() => setDrawer(true)} />
        <LostLine />
        <main id="page" className={classes.page} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Suspense>
        {(idle || searching) && <Search />}
        {keysShown && <KeysDialog opened onClose={() => setKeysShown(false)} />}
        {drawer && <SideDrawer opened onClose={() => setDrawer(false)} />}
      </Suspense>
    </div>
  );
}
