import { slotColor, slotDash } from "./slots";

interface SwatchProps {
  slot: number;
}

/** A short piece of an experiment's line, with its dash. */
export function Swatch({ slot }: SwatchProps) {
  const dash = slotDash(slot);
  return (
    <svg width="16" height="10" viewBox="0 0 16 10" aria-hidden="true" style={{ flex: "none" }}>
      <path
        d={dash.length ? "M1 5H15" : "M1.5 5H14.5"}
        stroke={slotColor(slot)}
        strokeWidth="3"
        strokeLinecap={dash.length ? "butt" : "round"}
        strokeDasharray={dash[0] === 6 ? "4 2" : dash.join(" ")}
      />
    </svg>
  );
}
