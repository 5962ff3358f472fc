import { Button, Divider, Popover, ScrollArea, Stack, Switch, TextInput } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useState } from "react";
import type { Payload } from "../api/client";
import { ColumnChoice } from "./ColumnChoice";
import { type Column, columnId, possibleColumns, writeColumns } from "./columns";
import { useCompact } from "./useCompact";
import { useTableAddress } from "./useTableAddress";

interface ColumnsMenuProps {
  table: Payload["ExperimentTable"];
  columns: readonly Column[];
}

/** Which columns are shown. A thousand logs may be among them, so the list is filtered. */
export function ColumnsMenu({ table, columns }: ColumnsMenuProps) {
  const { search, change } = useTableAddress();
  const [text, setText] = useState("");
  const [compact, setCompact] = useCompact();
  const shown = new Set(columns.map(columnId));
  const found = possibleColumns(table).filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  const toggle = (column: Column) => {
    const id = columnId(column);
    const rest = columns.filter((one) => columnId(one) !== id);
    change({ cols: writeColumns(shown.has(id) ? rest : [...rest, column]) }, true);
  };
  return (
    <Popover position="bottom-end" width={264} trapFocus>
      <Popover.Target>
        <Button leftSection={<IconColumns3 size={14} stroke={1.6} />}>Columns</Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <Stack gap="sm">
          <TextInput
            placeholder="Find a column"
            aria-label="Find a column"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ScrollArea.Autosize mah={320} type="auto">
            {found.slice(0, 200).map((column) => (
              <ColumnChoice
                key={columnId(column)}
                column={column}
                on={shown.has(columnId(column))}
                onToggle={() => toggle(column)}
              />
            ))}
          </ScrollArea.Autosize>
          <Divider />
          <Switch
            label="Compact rows"
            checked={compact}
            onChange={(event) => setCompact(event.currentTarget.checked)}
          />
          {search.cols !== undefined && (
            <Button size="sm" variant="subtle" onClick={() => change({ cols: undefined }, true)}>
              Back to the default columns
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
