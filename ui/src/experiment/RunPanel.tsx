import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { ago } from "../shared/numbers";
import { useNow } from "../shared/useNow";
import { DiffButton } from "./DiffButton";
import { useExperiment } from "./ExperimentContext";
import { FactList } from "./FactList";
import { factLines } from "./facts";
import { SidePanel } from "./SidePanel";

const fewest = 6;

/** Where and how it ran. */
export function RunPanel() {
  const { row, facts, has_diff } = useExperiment();
  const [all, setAll] = useState(false);
  const now = useNow();
  const lines = [...factLines(facts), ["Last data", ago(row.last_seen, now)] as [string, string]];
  const shown = all ? lines : [...lines.slice(0, fewest), ...lines.slice(fewest).slice(-1)];
  return (
    <SidePanel title="Run" actions={has_diff && <DiffButton />}>
      <FactList facts={shown} />
      {lines.length > fewest + 1 && (
        <UnstyledButton fz="sm" c="var(--accent)" mt={4} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Fewer" : `All ${lines.length} facts`}
        </UnstyledButton>
      )}
    </SidePanel>
  );
}
