import type { ComponentType } from "react";
import { ConsoleTab } from "../console/ConsoleTab";
import { FilesTab } from "../files/FilesTab";
import { LogsTab } from "../logs/LogsTab";

export type TabName = "logs" | "files" | "console";

export interface TabEntry {
  name: TabName;
  title: string;
  Tab: ComponentType;
}

/** The tabs of an experiment, in the order of their keys. */
export const tabs: readonly [TabEntry, ...TabEntry[]] = [
  { name: "logs", title: "Logs", Tab: LogsTab },
  { name: "files", title: "Files", Tab: FilesTab },
  { name: "console", title: "Console", Tab: ConsoleTab },
];

/** The first one for an address without a tab, or with one that there is not. */
export function tabOf(name: string | undefined): TabEntry {
  return tabs.find((tab) => tab.name === name) ?? tabs[0];
}

/** The first tab has no word of its own in the address. */
export function tabParam(name: TabName): TabName | undefined {
  return name === "logs" ? undefined : name;
}
