import { ActionIcon, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { Payload } from "../api/client";
import { Swatch } from "../shared/Swatch";
import classes from "./ComparisonPage.module.css";

interface ExperimentChipProps {
  row: Payload["ExperimentRow"];
  reference: boolean;
  onReference: () => void;
  onRemove: () => void;
}

export function ExperimentChip({ row, reference, onReference, onRemove }: ExperimentChipProps) {
  return (
    <span className={classes.chip}>
      <Swatch slot={row.slot} />
      <Tooltip label={reference ? "The reference: the others are measured from it" : "Make it the reference"}>
        <button type="button" className={classes.reference} onClick={onReference} aria-pressed={reference}>
          {row.name}
        </button>
      </Tooltip>
      <ActionIcon size="sm" onClick={onRemove} aria-label={`Leave ${row.name} out`}>
        <IconX size={12} stroke={1.6} />
      </ActionIcon>
    </span>
  );
}
