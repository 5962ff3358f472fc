import { Button, CopyButton, SegmentedControl, Title } from "@mantine/core";
import { IconCheck, IconLink } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { commonStepUnit } from "../experiment/facts";
import { type XAxis, xAxes, xAxisWords } from "../plots/axis";
import { AddExperiment } from "./AddExperiment";
import classes from "./ComparisonPage.module.css";
import { ExperimentChip } from "./ExperimentChip";
import { useComparisonAddress } from "./useComparisonAddress";

interface ComparisonHeadProps {
  project: string;
  experiments: readonly Payload["ExperimentRow"][];
}

export function ComparisonHead({ project, experiments }: ComparisonHeadProps) {
  const { search, ids, change, setIds } = useComparisonAddress();
  const unit = commonStepUnit(experiments);
  const others = (id: string) => ids.filter((one) => one !== id);
  return (
    <div className={classes.head}>
      <Title order={1}>Compare</Title>
      {experiments.map((row) => (
        <ExperimentChip
          key={row.id}
          row={row}
          reference={row.id === ids[0]}
          onReference={() => setIds([row.id, ...others(row.id)])}
          onRemove={() => setIds(others(row.id))}
        />
      ))}
      <AddExperiment project={project} chosen={ids} onAdd={(id) => setIds([...ids, id])} />
      <div className={classes.end}>
        <SegmentedControl
          aria-label="Horizontal axis"
          data={xAxes.map((value) => ({ value, label: value === "step" ? unit : xAxisWords[value] }))}
          value={search.x ?? "step"}
          onChange={(value) =>
            change({ x: value === "step" ? undefined : (value as Exclude<XAxis, "step">) }, true)
          }
        />
        <CopyButton value={location.href}>
          {({ copied, copy }) => (
            <Button
              leftSection={
                copied ? <IconCheck size={14} stroke={1.6} /> : <IconLink size={14} stroke={1.6} />
              }
              onClick={copy}
            >
              {copied ? "Copied" : "Copy link"}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
