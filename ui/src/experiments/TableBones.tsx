import { Title } from "@mantine/core";
import { BonesRow } from "./BonesRow";
import classes from "./ExperimentsBoard.module.css";
import table from "./ExperimentTable.module.css";

const HEADS = ["Name", "Status", "accuracy", "loss", "Started", "Duration"];

/** The table before its first answer: real heads, rows as bones. */
export function TableBones() {
  return (
    <div className={classes.board} aria-busy="true">
      <div className={classes.head}>
        <Title order={1}>Experiments</Title>
      </div>
      <div className={classes.bonesGap} />
      <table className={table.table}>
        <thead>
          <tr>
            <th className={table.check} />
            {HEADS.map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: 12 }, (_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
            <BonesRow key={at} columns={HEADS.length + 1} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
