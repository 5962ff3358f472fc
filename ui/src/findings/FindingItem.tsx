import { ActionIcon, Anchor, CopyButton } from "@mantine/core";
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconArrowBackUp,
  IconInfoCircle,
  IconX,
} from "@tabler/icons-react";
import type { Payload } from "../api/client";
import classes from "./FindingItem.module.css";
import { FindingPlaces } from "./FindingPlaces";

interface FindingItemProps {
  finding: Payload["FindingRow"];
  onDismiss: (finding: Payload["FindingRow"]) => void;
}

const looks = {
  error: { Icon: IconAlertTriangle, color: "var(--bad)", word: "Error" },
  warning: { Icon: IconAlertCircle, color: "var(--warn)", word: "Warning" },
  note: { Icon: IconInfoCircle, color: "var(--accent)", word: "Note" },
};

export function FindingItem({ finding, onDismiss }: FindingItemProps) {
  const { Icon, color, word } = looks[finding.severity as keyof typeof looks] ?? looks.note;
  const Close = finding.dismissed ? IconArrowBackUp : IconX;
  return (
    <article className={classes.item} data-dismissed={finding.dismissed || undefined}>
      <Icon size={16} stroke={1.6} color={color} aria-label={word} />
      <div className={classes.words}>
        <h3 className={classes.title}>{finding.title}</h3>
        <p className={classes.detail}>{finding.detail}</p>
        {finding.fix && <pre className={classes.fix}>{finding.fix}</pre>}
        <div className={classes.actions}>
          <FindingPlaces names={finding.names} />
          {finding.fix && (
            <CopyButton value={finding.fix}>
              {({ copied, copy }) => (
                <Anchor component="button" type="button" fz="sm" fw="var(--fw-medium)" onClick={copy}>
                  {copied ? "Copied" : "Copy the line"}
                </Anchor>
              )}
            </CopyButton>
          )}
        </div>
      </div>
      <ActionIcon
        size={24}
        onClick={() => onDismiss(finding)}
        aria-label={`${finding.dismissed ? "Bring back" : "Dismiss"}: ${finding.title}`}
      >
        <Close size={14} stroke={1.6} />
      </ActionIcon>
    </article>
  );
}
