import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, useSpotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { searchHits } from "./app.queries";
import { SearchHitAction } from "./SearchHitAction";
import { searchDialog, searchStore } from "./searchStore";
import { useOpenHit } from "./useOpenHit";

/** Ctrl K: projects, experiments, logs and files by name. Enter opens the first line when none is chosen. */
export function Search() {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 120);
  const { data = [] } = useQuery({ ...searchHits(asked), placeholderData: keepPreviousData });
  const { selected } = useSpotlight(searchStore);
  const open = useOpenHit();
  const enter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || selected >= 0 || !data[0]) return;
    searchDialog.close();
    open(data[0]);
  };
  return (
    <Spotlight.Root
      store={searchStore}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      radius="xl"
      size={560}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      attributes={{ content: { "aria-label": "Search" } }}
    >
      <Spotlight.Search
        placeholder="Project, experiment, log or file"
        leftSection={<IconSearch size={16} stroke={1.6} />}
        onKeyDown={enter}
      />
      <Spotlight.ActionsList>
        {data.map((hit) => (
          <SearchHitAction
            key={[hit.kind, hit.project, hit.experiment, hit.name].join("\n")}
            hit={hit}
            onOpen={() => open(hit)}
          />
        ))}
        {asked !== "" && data.length === 0 && <Spotlight.Empty>Nothing is named like that</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
