import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { counted } from "../shared/numbers";
import classes from "./ExperimentTable.module.css";
import { GroupFigureCell } from "./GroupFigureCell";
import type { Group } from "./groups";
import type { ExperimentTableModel } from "./useExperimentTable";

interface GroupLineProps {
  group: Group;
  closed: boolean;
  headers: ExperimentTableModel["headers"];
  onToggle: () => void;
}

/** The head of a group: how many, and what they reach. */
export function GroupLine({ group, closed, headers, onToggle }: GroupLineProps) {
  const Chevron = closed ? IconChevronRight : IconChevronDown;
  const left = group.leftOut ? `, ${group.leftOut} left out` : "";
  const summaryNext = headers[1]?.column.columnDef.meta?.column?.kind === "summary";
  const span = headers.length > 1 && !summaryNext ? 2 : 1;
  return (
    <tr className={classes.group}>
      <td className={classes.check}>
        <ActionIcon size="sm" onClick={onToggle} aria-expanded={!closed} aria-label={`Group ${group.key}`}>
          <Chevron size={14} stroke={1.6} />
        </ActionIcon>
      </td>
      <td
        className={classes.nameCell}
        colSpan={span}
        title={left && "Experiments whose splits leak stay out of mean and best"}
      >
        <span className={classes.groupName}>{group.key}</span>
        <span className={classes.missing}>
          {counted(group.rows.length, "experiment")}
          {left}
        </span>
      </td>
      {headers.slice(span).map(({ id, column }) => (
        <GroupFigureCell
          key={id}
          figure={group.figures[column.columnDef.meta?.column?.kind === "summary" ? id : ""]}
        />
      ))}
    </tr>
  );
}
