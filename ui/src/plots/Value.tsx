import { metric } from "../shared/numbers";

/** A number of a curve in the page's form; what is not finite stands out. */
export function Value({ value }: { value: number }) {
  const color = Number.isFinite(value) ? undefined : "var(--warn)";
  return <span style={{ color }}>{metric(value)}</span>;
}
