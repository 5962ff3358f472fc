import type { LogCardProps } from "./cardProps";
import { OpenLarge } from "./OpenLarge";
import { PinFigure } from "./PinFigure";

interface CardActionsProps extends LogCardProps {
  version?: number | null;
}

/** What can be done with a card: a value can be pinned above, every one opens large. */
export function CardActions({ log, view, version = null }: CardActionsProps) {
  return (
    <>
      {log.type === "value" && <PinFigure log={log} />}
      <OpenLarge log={log} view={view} version={version} />
    </>
  );
}
