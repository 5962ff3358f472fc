import classes from "./ExperimentTable.module.css";

interface DatasetCellProps {
  dataset: string | null;
}

export function DatasetCell({ dataset }: DatasetCellProps) {
  if (dataset === null) return <span className={classes.missing}>–</span>;
  return (
    <span className={classes.quiet} title={dataset}>
      {dataset}
    </span>
  );
}
