import { slotColor } from "../shared/slots";
import classes from "./SlotSquare.module.css";

/** The experiment's colour, beside its name. */
export function SlotSquare({ slot }: { slot: number }) {
  return <span className={classes.square} style={{ background: slotColor(slot) }} aria-hidden />;
}
