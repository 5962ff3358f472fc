import { isNumber, parameter, type Scalar } from "../shared/numbers";
import classes from "./ExperimentTable.module.css";

interface ParameterCellProps {
  value: Scalar | undefined;
  exponent: boolean;
}

export function ParameterCell({ value, exponent }: ParameterCellProps) {
  if (value === undefined || value === null) return <span className={classes.missing}>–</span>;
  return (
    <span className={isNumber(value) ? undefined : classes.quiet} title={String(value)}>
      {parameter(value, exponent)}
    </span>
  );
}
