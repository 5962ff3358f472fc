import { Skeleton, Stack, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { PanelError } from "../shared/PanelError";
import { PanelNote } from "../shared/PanelNote";
import { FindingItem } from "./FindingItem";
import classes from "./FindingsPanel.module.css";
import { findingList } from "./findings.queries";
import { useDismiss } from "./useDismiss";

/** What the platform noticed: a fact, its consequence, what mends it. Worst first. */
export function FindingsPanel() {
  const { row } = useExperiment();
  const { data, error, refetch } = useQuery(findingList(row.id));
  const [all, setAll] = useState(false);
  const dismiss = useDismiss(row.id);
  const open = data?.findings.filter(({ dismissed }) => !dismissed) ?? [];
  const dismissed = data?.findings.filter((finding) => finding.dismissed) ?? [];
  return (
    <section className={classes.panel} aria-label="Findings">
      <header className={classes.head}>
        <h2 className={classes.title}>Findings</h2>
        {open.length > 0 && (
          <span className={classes.count} data-worst={worst(open)}>
            {open.length}
          </span>
        )}
        {dismissed.length > 0 && (
          <UnstyledButton className={classes.dismissed} aria-expanded={all} onClick={() => setAll(!all)}>
            {dismissed.length} dismissed
          </UnstyledButton>
        )}
      </header>
      {data ? (
        <>
          {open.map((finding) => (
            <FindingItem key={finding.id} finding={finding} onDismiss={dismiss} />
          ))}
          {!open.length && <PanelNote>Nothing to report.</PanelNote>}
          {all &&
            dismissed.map((finding) => (
              <FindingItem key={finding.id} finding={finding} onDismiss={dismiss} />
            ))}
        </>
      ) : error ? (
        <PanelError what="The findings" error={error} retry={refetch} />
      ) : (
        <Stack gap="sm" p="md">
          <Skeleton height={10} w="70%" />
          <Skeleton height={10} />
        </Stack>
      )}
    </section>
  );
}

function worst(findings: readonly Payload["FindingRow"][]): string {
  return (
    ["error", "warning", "note"].find((severity) => findings.some((each) => each.severity === severity)) ??
    "note"
  );
}
