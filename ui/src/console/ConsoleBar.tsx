import { CloseButton, Switch, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { counted } from "../shared/numbers";
import classes from "./ConsoleTab.module.css";

interface ConsoleBarProps {
  total: number;
  query: string;
  onQuery: (query: string) => void;
  follow: boolean;
  onFollow: (on: boolean) => void;
}

export function ConsoleBar({ total, query, onQuery, follow, onFollow }: ConsoleBarProps) {
  const [text, setText] = useState(query);
  const later = useDebouncedCallback(onQuery, 250);
  const change = (next: string) => {
    setText(next);
    later(next);
  };
  return (
    <div className={classes.bar}>
      <TextInput
        className={classes.search}
        aria-label="Search the lines"
        placeholder="Search the lines"
        leftSection={<IconSearch size={14} stroke={1.6} />}
        rightSection={
          text && <CloseButton size={20} aria-label="Clear the search" onClick={() => change("")} />
        }
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <Text fz="sm" c="var(--text-3)">
        {counted(total, "line")}
      </Text>
      <Switch
        ml="auto"
        label="Follow the end"
        checked={follow && !query}
        disabled={query !== ""}
        onChange={(event) => onFollow(event.currentTarget.checked)}
      />
    </div>
  );
}
