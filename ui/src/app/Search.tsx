import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { searchHits } from "./app.queries";
import { SearchHitAction } from "./SearchHitAction";

/** Ctrl K: projects, experiments, logs and files by name. */
export function Search() {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 120);
  const { data = [] } = useQuery({ ...searchHits(asked), placeholderData: keepPreviousData });
  return (
    <Spotlight.Root query={text} onQueryChange={setText} shortcut="mod + K" radius="xl" size={560}>
      <Spotlight.Search
        placeholder="Project, experiment, log or file"
        leftSection={<IconSearch size={16} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {data.map((hit) => (
          <SearchHitAction key={[hit.kind, hit.project, hit.experiment, hit.name].join("\n")} hit={hit} />
        ))}
        {asked !== "" && data.length === 0 && <Spotlight.Empty>Nothing is named like that</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
