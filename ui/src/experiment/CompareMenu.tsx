import { Button, Menu } from "@mantine/core";
import { IconGitCompare } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { metric } from "../shared/numbers";
import { PanelNote } from "../shared/PanelNote";
import { Swatch } from "../shared/Swatch";
import { useExperiment } from "./ExperimentContext";
import { neighbours } from "./experiment.queries";
import classes from "./HeaderButton.module.css";

/** Sets this experiment beside another one of the project. */
export function CompareMenu() {
  const { row, project } = useExperiment();
  const navigate = useNavigate();
  const { data } = useQuery(neighbours(project));
  const others = data?.rows.filter(({ id }) => id !== row.id).slice(0, 12) ?? [];
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button className={classes.button} leftSection={<IconGitCompare size={14} stroke={1.6} />}>
          Compare
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Compare with</Menu.Label>
        {others.map(({ id, name, slot, summary }) => (
          <Menu.Item
            key={id}
            leftSection={<Swatch slot={slot} />}
            rightSection={summary.accuracy && metric(summary.accuracy.value)}
            onClick={() =>
              navigate({ to: "/p/$project/compare", params: { project }, search: { e: `${row.id},${id}` } })
            }
          >
            {name}
          </Menu.Item>
        ))}
        {!others.length && <PanelNote>There is no other experiment in this project.</PanelNote>}
      </Menu.Dropdown>
    </Menu>
  );
}
