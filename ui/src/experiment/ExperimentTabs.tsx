import { Tabs, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { FindingsButton } from "../findings/FindingsButton";
import { count } from "../shared/numbers";
import { useExperiment } from "./ExperimentContext";
import classes from "./ExperimentTabs.module.css";
import type { TabName } from "./tabNames";
import { tabParam, tabs } from "./tabs";

interface ExperimentTabsProps {
  active: TabName;
}

export function ExperimentTabs({ active }: ExperimentTabsProps) {
  const { files, console_lines } = useExperiment();
  const navigate = useNavigate({ from: "/p/$project/e/$experiment/{-$tab}" });
  const counts: Record<TabName, number> = { logs: 0, files, console: console_lines };
  const show = (name: string | null) =>
    navigate({ to: ".", params: (before) => ({ ...before, tab: tabParam(name as TabName) }), search: {} });
  return (
    <div className={classes.bar}>
      <Tabs value={active} onChange={show} className={classes.tabs}>
        <Tabs.List>
          {tabs.map(({ name, title }) => (
            <Tabs.Tab key={name} value={name}>
              {title}
              {counts[name] > 0 && (
                <Text span inherit fz="xs" c="var(--text-3)" fw="var(--fw-regular)" pl={6}>
                  {count(counts[name])}
                </Text>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {active === "logs" && (
        <div className={classes.end}>
          <FindingsButton />
        </div>
      )}
    </div>
  );
}
