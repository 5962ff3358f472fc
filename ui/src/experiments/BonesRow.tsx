import { Skeleton } from "@mantine/core";
import classes from "./ExperimentTable.module.css";

interface BonesRowProps {
  columns: number;
}

/** A row that is on its way. */
export function BonesRow({ columns }: BonesRowProps) {
  return (
    <tr>
      {Array.from({ length: columns }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <td key={at} className={at === 0 ? classes.check : undefined}>
          <Skeleton h={at === 0 ? 14 : 10} w={at === 0 ? 14 : "64%"} radius="sm" className={classes.bone} />
        </td>
      ))}
    </tr>
  );
}
