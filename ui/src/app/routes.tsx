import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { comparisonSearch } from "../comparison/search";
import { experimentSearch } from "../experiment/search";
import { tableSearch } from "../experiments/search";
import { NotFound } from "./NotFound";
import { PageError } from "./PageError";
import { Shell } from "./Shell";

const root = createRootRoute({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("../access/SignInPage"), "SignInPage"),
});

const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });

const projects = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("../projects/ProjectsPage"), "ProjectsPage"),
});

const names = createRoute({
  getParentRoute: () => shell,
  path: "/names",
  component: lazyRouteComponent(() => import("../names/NamesPage"), "NamesPage"),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("../access/SettingsPage"), "SettingsPage"),
});

const experiments = createRoute({
  getParentRoute: () => shell,
  path: "/p/$project",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("../experiments/ExperimentsPage"), "ExperimentsPage"),
});

const comparison = createRoute({
  getParentRoute: () => shell,
  path: "/p/$project/compare",
  validateSearch: comparisonSearch,
  component: lazyRouteComponent(() => import("../comparison/ComparisonPage"), "ComparisonPage"),
});

const experiment = createRoute({
  getParentRoute: () => shell,
  path: "/p/$project/e/$experiment/{-$tab}",
  validateSearch: experimentSearch,
  component: lazyRouteComponent(() => import("../experiment/ExperimentPage"), "ExperimentPage"),
});

const tree = root.addChildren([
  signIn,
  shell.addChildren([projects, names, settings, experiments, comparison, experiment]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultErrorComponent: PageError,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
