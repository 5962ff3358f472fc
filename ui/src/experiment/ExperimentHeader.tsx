import { Group } from "@mantine/core";
import { StatusLabel } from "../shared/StatusLabel";
import { CloneButton } from "./CloneButton";
import { CompareMenu } from "./CompareMenu";
import { useExperiment } from "./ExperimentContext";
import classes from "./ExperimentHeader.module.css";
import { HeaderFacts } from "./HeaderFacts";
import { MoreMenu } from "./MoreMenu";
import { NameEdit } from "./NameEdit";
import { ParameterChips } from "./ParameterChips";
import { PinButton } from "./PinButton";
import { ResumeButton } from "./ResumeButton";
import { SlotSquare } from "./SlotSquare";
import { TagList } from "./TagList";

interface ExperimentHeaderProps {
  /** The row of parameters: on the Logs tab only. */
  parameters: boolean;
}

export function ExperimentHeader({ parameters }: ExperimentHeaderProps) {
  const { row } = useExperiment();
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <SlotSquare slot={row.slot} />
        <NameEdit />
        <StatusLabel status={row.status} />
        <TagList />
        <Group gap={6} ml="auto" wrap="nowrap">
          <PinButton />
          <CompareMenu />
          <CloneButton />
          <ResumeButton />
          <MoreMenu />
        </Group>
      </div>
      {parameters && (
        <div className={classes.parameters}>
          <ParameterChips parameters={row.parameters} />
          <HeaderFacts />
        </div>
      )}
    </header>
  );
}
