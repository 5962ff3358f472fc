import { Checkbox } from "@mantine/core";
import type { Payload } from "../api/client";
import { ComparedExperiment } from "./ComparedExperiment";
import classes from "./ComparisonPage.module.css";
import { ComparisonSection } from "./ComparisonSection";
import { costRows, dataRows, parameterRows, summaryRows } from "./sections";
import { useComparisonAddress } from "./useComparisonAddress";

interface ComparisonTableProps {
  data: Payload["Comparison"];
}

const NAME_WIDTH = 148;
const COLUMN_WIDTH = 172;

/** Summary, parameters, data and cost, one column an experiment. */
export function ComparisonTable({ data }: ComparisonTableProps) {
  const { search, change } = useComparisonAddress();
  const onlyDiffers = search.only !== "all";
  const parameters = parameterRows(data);
  const differing = parameters.filter(({ differs }) => differs);
  const span = data.experiments.length + 1;
  return (
    <div className={classes.card}>
      <table
        className={classes.table}
        style={{ minWidth: NAME_WIDTH + COLUMN_WIDTH * data.experiments.length }}
      >
        <thead>
          <tr>
            <th style={{ width: NAME_WIDTH }} aria-label="Name" />
            {data.experiments.map((row, at) => (
              <ComparedExperiment key={row.id} row={row} reference={at === 0} />
            ))}
          </tr>
        </thead>
        <ComparisonSection title="Summary" span={span} rows={summaryRows(data)} />
        <ComparisonSection
          title="Parameters"
          note={`${differing.length} of ${parameters.length} differ`}
          span={span}
          rows={onlyDiffers ? differing : parameters}
        >
          {data.experiments.length > 1 && (
            <Checkbox
              label="only what differs"
              checked={onlyDiffers}
              onChange={() => change({ only: onlyDiffers ? "all" : undefined }, true)}
            />
          )}
        </ComparisonSection>
        <ComparisonSection title="Data" span={span} rows={dataRows(data)} />
        <ComparisonSection title="Cost" span={span} rows={costRows(data)} />
      </table>
    </div>
  );
}
