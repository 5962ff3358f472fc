import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import { PanelError } from "../shared/PanelError";
import { PanelNote } from "../shared/PanelNote";
import { ScrollBox } from "../shared/ScrollBox";
import { ConsoleLine } from "./ConsoleLine";
import classes from "./ConsoleTab.module.css";
import { consoleMatches } from "./console.queries";

/** Lines that hold what was searched for, with their own numbers. */
export function ConsoleMatches({ query }: { query: string }) {
  const { row } = useExperiment();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(
    consoleMatches(row.id, query),
  );
  const lines = data?.pages.flatMap((page) => page.lines) ?? [];
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 19,
    overscan: 30,
    paddingStart: 8,
  });
  if (error && !data) return <PanelError what="The console" error={error} retry={refetch} />;
  if (data && !lines.length) return <PanelNote>No line holds “{query}”.</PanelNote>;
  return (
    <ScrollBox ref={box} className={classes.lines} label={`Lines with ${query}`}>
      <div className={classes.inner} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <ConsoleLine key={index} number={lines[index]?.number ?? index} line={lines[index]} top={start} />
        ))}
      </div>
      {hasNextPage && (
        <Button m="md" loading={isFetching} onClick={() => fetchNextPage()}>
          More lines
        </Button>
      )}
    </ScrollBox>
  );
}
