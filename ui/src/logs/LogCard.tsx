import { surfaces } from "../surfaces";
import type { LogCardProps } from "./cardProps";

/** A log as its type is drawn. A new type without a card does not compile. */
export function LogCard({ log, view }: LogCardProps) {
  if (log.type === "labelmap") return null;
  const Card = surfaces[`logs.${log.type}`];
  return <Card log={log} view={view} />;
}
