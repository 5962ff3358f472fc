import { Combobox, Kbd, useCombobox } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { type Payload, ServerError } from "../api/client";
import { useKeys } from "../shared/keys";
import { count } from "../shared/numbers";
import { type Completion, completed, completions } from "./completions";
import classes from "./FilterField.module.css";
import { FilterMirror } from "./FilterMirror";
import { useFilterText } from "./useFilterText";

interface FilterFieldProps {
  table: Payload["ExperimentTable"];
  error: Error | null;
  retry: () => void;
}

/** The filter: coloured as it is written, completed from what the project has, with its fault underlined. */
export function FilterField({ table, error }: FilterFieldProps) {
  const { text, write, settle } = useFilterText();
  const [caret, setCaret] = useState(0);
  const [scroll, setScroll] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  useKeys({ "/": () => input.current?.focus() });
  const options = completions(text, caret, table);
  const fault = error instanceof ServerError && error.status === 400 ? error : null;
  const choose = (option: Completion) => {
    const next = completed(text, caret, option);
    write(next.text);
    setCaret(next.position);
    requestAnimationFrame(() => input.current?.setSelectionRange(next.position, next.position));
  };
  return (
    <div className={classes.field}>
      <Combobox
        store={combobox}
        position="bottom-start"
        width={360}
        onOptionSubmit={(value) => {
          const option = options.find((one) => one.text === value);
          if (option) choose(option);
        }}
      >
        <Combobox.Target>
          <div className={classes.box} data-fault={fault !== null || undefined}>
            <IconFilter size={14} stroke={1.6} aria-hidden className={classes.icon} />
            <div className={classes.line}>
              <FilterMirror text={text} scroll={scroll} fault={fault} />
              <Combobox.EventsTarget>
                <input
                  ref={input}
                  className={classes.input}
                  value={text}
                  spellCheck={false}
                  autoComplete="off"
                  aria-label="Filter"
                  aria-invalid={fault !== null}
                  aria-describedby="filter-fault"
                  placeholder="Filter: a name, or accuracy > 0.9 and status = success"
                  onChange={(event) => {
                    write(event.currentTarget.value);
                    setCaret(event.currentTarget.selectionStart ?? 0);
                    combobox.openDropdown();
                    combobox.resetSelectedOption();
                  }}
                  onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
                  onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
                  onClick={() => combobox.openDropdown()}
                  onBlur={() => {
                    combobox.closeDropdown();
                    settle();
                  }}
                  onKeyDown={(event) => {
                    if (event.key === "Enter") settle();
                    if (event.key === "Escape" && !combobox.dropdownOpened) input.current?.blur();
                  }}
                />
              </Combobox.EventsTarget>
            </div>
            <span className={classes.count}>
              {table.total === table.all ? count(table.all) : `${count(table.total)} of ${count(table.all)}`}
            </span>
            <Kbd>/</Kbd>
          </div>
        </Combobox.Target>
        <Combobox.Dropdown hidden={options.length === 0}>
          <Combobox.Options aria-label="What may come next">
            {options.map((option) => (
              <Combobox.Option key={option.text} value={option.text} className={classes.option}>
                <code>{option.text}</code>
                <span className={classes.hint}>{option.hint}</span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <div id="filter-fault" className={classes.fault} role="status">
        {fault?.message.replace(/^q: /, "")}
      </div>
    </div>
  );
}
