import { Group, SegmentedControl, Select, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { counted } from "../shared/numbers";
import classes from "./EvaluationTables.module.css";
import { classNames, type Evaluation, perClass, perImage, totals } from "./evaluation";
import { OutcomesTable } from "./OutcomesTable";

interface EvaluationTablesProps {
  evaluation: Evaluation;
  label: string;
  large: boolean;
}

/** The same counts by class or by image; images worst first, of all classes or one. */
export function EvaluationTables({ evaluation, label, large }: EvaluationTablesProps) {
  const [by, setBy] = useState("class");
  const [only, setOnly] = useState<string | null>(null);
  const names = classNames(evaluation);
  const classIndex = only === null ? null : Number(only);
  const rows = useMemo(
    () => (by === "class" ? perClass(evaluation) : perImage(evaluation, classIndex)),
    [evaluation, by, classIndex],
  );
  return (
    <div>
      <Group gap="sm" px="md" pb="xs" wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label={`Rows of ${label}`}
          data={[
            { value: "class", label: "By class" },
            { value: "image", label: "By image" },
          ]}
          value={by}
          onChange={setBy}
        />
        {by === "image" && (
          <Select
            size="xs"
            flex={1}
            miw={80}
            maw={180}
            aria-label="Class"
            placeholder="All classes"
            clearable
            data={names.map((name, at) => ({ value: String(at), label: name }))}
            value={only}
            onChange={setOnly}
          />
        )}
        <Text c="var(--text-3)" fz="xs" ml="auto" truncate>
          {counted(evaluation.per_image_eval.length, "image")}
        </Text>
      </Group>
      <OutcomesTable
        rows={rows}
        all={totals(rows)}
        label={label}
        height={large ? "65vh" : "190px"}
        large={large}
      />
      <Text className={classes.note}>
        As logged{conditions(evaluation)}. Without scores nothing can be counted anew.
      </Text>
    </div>
  );
}

function conditions({ metrics }: Evaluation): string {
  const said = [
    typeof metrics?.iou === "number" ? `IoU ${metrics.iou}` : "",
    typeof metrics?.confidence === "number" ? `confidence ${metrics.confidence}` : "",
  ].filter(Boolean);
  return said.length ? ` at ${said.join(", ")}` : "";
}
