import { PlotBones } from "../plots/PlotBones";
import { Card } from "../shared/Card";
import classes from "./CardRow.module.css";

/** Frames and axes while the list of logs is on its way. */
export function LogsBones() {
  return (
    <div className={classes.cards} style={{ "--columns": 3 }} aria-busy>
      {["first", "second", "third"].map((key) => (
        <Card key={key} title="">
          <PlotBones height={140} />
        </Card>
      ))}
    </div>
  );
}
