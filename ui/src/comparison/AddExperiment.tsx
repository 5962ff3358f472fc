import { Button, Combobox, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { tableWindow } from "../experiments/experiments.queries";
import { quoted } from "../experiments/filterTokens";
import { Swatch } from "../shared/Swatch";

interface AddExperimentProps {
  project: string;
  chosen: readonly string[];
  onAdd: (id: string) => void;
}

const LIMIT = 12;

/** Finds another experiment of the project by its name. */
export function AddExperiment({ project, chosen, onAdd }: AddExperimentProps) {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 150);
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => setText(""),
  });
  const q = asked === "" ? "" : `name ~ ${quoted(asked)}`;
  const request = { q, order: "-started", columns: [], archived: false };
  const { data } = useQuery({
    ...tableWindow(project, request, 0),
    enabled: combobox.dropdownOpened,
    placeholderData: keepPreviousData,
  });
  const found = data?.rows.filter(({ id }) => !chosen.includes(id)).slice(0, LIMIT) ?? [];
  return (
    <Combobox
      store={combobox}
      width={280}
      position="bottom-start"
      onOptionSubmit={(id) => {
        onAdd(id);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} stroke={1.6} />}
          onClick={() => combobox.toggleDropdown()}
        >
          Add
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          placeholder="Name of an experiment"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Combobox.Options mah={300} style={{ overflowY: "auto" }}>
          {found.map(({ id, name, slot }) => (
            <Combobox.Option
              key={id}
              value={id}
              fz="sm"
              style={{ display: "flex", alignItems: "center", gap: 8 }}
            >
              <Swatch slot={slot} />
              {name}
            </Combobox.Option>
          ))}
          {data && found.length === 0 && (
            <Combobox.Empty>No other experiment is named like that</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
