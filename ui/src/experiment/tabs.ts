import type { ComponentType } from "react";
import { ConsoleTab } from "../console/ConsoleTab";
import { FilesTab } from "../files/FilesTab";
import { LogsTab } from "../logs/LogsTab";
import { TAB_TITLES, type TabName } from "./tabNames";

export interface TabEntry {
  name: TabName;
  title: string;
  Tab: ComponentType;
}

/** The tabs of an experiment, in the order of their keys. */
export const tabs: readonly [TabEntry, ...TabEntry[]] = [
  { name: "logs", title: TAB_TITLES.logs, Tab: LogsTab },
  { name: "files", title: TAB_TITLES.files, Tab: FilesTab },
  { name: "console", title: TAB_TITLES.console, Tab: ConsoleTab },
];

/** The first one for an address without a tab, or with one that there is not. */
export function tabOf(name: string | undefined): TabEntry {
  return tabs.find((tab) => tab.name === name) ?? tabs[0];
}

/** The first tab has no word of its own in the address. */
export function tabParam(name: TabName): TabName | undefined {
  return name === "logs" ? undefined : name;
}
