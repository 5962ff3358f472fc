import { Popover, UnstyledButton } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import type { Scalar } from "../shared/numbers";
import { counted, parameter } from "../shared/numbers";
import { FactList } from "./FactList";
import classes from "./ParameterChips.module.css";

interface ParameterChipsProps {
  parameters: Record<string, Scalar>;
}

/** The parameters that fit in one line; the rest behind "+ 9 parameters". */
export function ParameterChips({ parameters }: ParameterChipsProps) {
  const { ref, width } = useElementSize();
  const all = Object.entries(parameters).filter(([, value]) => value !== null);
  const fitting = howMany(all, width);
  const rest = all.length - fitting;
  return (
    <div ref={ref} className={classes.row}>
      {all.slice(0, fitting).map(([name, value]) => (
        <span key={name} className={classes.chip} title={`${name} = ${value}`}>
          <span className={classes.name}>{name}</span>
          <b className={classes.value}>{parameter(value)}</b>
        </span>
      ))}
      {rest > 0 && (
        <Popover position="bottom-start" width={360}>
          <Popover.Target>
            <UnstyledButton className={classes.more}>+ {counted(rest, "parameter")}</UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown className={classes.all}>
            <FactList facts={all.map(([name, value]) => [name, String(value)])} />
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

/** How many chips fit, guessed from the letters: nothing has to be measured or drawn twice. */
function howMany(all: readonly [string, Scalar][], width: number): number {
  let left = width - 110;
  let fitting = 0;
  for (const [name, value] of all) {
    left -= Math.min(260, (name.length + parameter(value).length) * 6.7 + 26) + 6;
    if (left < 0) break;
    fitting += 1;
  }
  return fitting;
}
