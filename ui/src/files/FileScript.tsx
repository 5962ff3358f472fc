import { Text } from "@mantine/core";
import type { Payload } from "../api/client";
import { CodeBox } from "../shared/CodeBox";
import classes from "./FileDetails.module.css";
import { readingLine } from "./fileWords";

interface FileScriptProps {
  entry: Payload["FileEntry"];
  shown: Payload["FileVersion"];
  newest: number;
}

/** How a script gets it back, and what the platform does with the name. */
export function FileScript({ entry, shown, newest }: FileScriptProps) {
  return (
    <div className={classes.script}>
      <Text fz="sm" fw="var(--fw-medium)" pb="xs">
        In a script
      </Text>
      <CodeBox code={readingLine(entry.name, shown.version, newest)} />
      {entry.doc && (
        <Text fz="sm" c="var(--text-2)">
          {entry.doc}
        </Text>
      )}
    </div>
  );
}
