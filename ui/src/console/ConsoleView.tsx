import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useExperiment } from "../experiment/ExperimentContext";
import { PanelError } from "../shared/PanelError";
import { ScrollBox } from "../shared/ScrollBox";
import { ConsoleLine } from "./ConsoleLine";
import classes from "./ConsoleTab.module.css";
import { useLines } from "./useLines";

interface ConsoleViewProps {
  total: number;
  follow: boolean;
  onFollow: (on: boolean) => void;
}

const lineHeight = 19;

/** All lines, of which only those in sight are fetched and drawn. Scrolling up stops following; the end starts it. */
export function ConsoleView({ total, follow, onFollow }: ConsoleViewProps) {
  const { row } = useExperiment();
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 30,
    paddingStart: 8,
    paddingEnd: 8,
  });
  const items = virtual.getVirtualItems();
  const { lines, error, retry } = useLines(row.id, items[0]?.index ?? 0, items.at(-1)?.index ?? 0, total);

  useEffect(() => {
    if (follow && total) virtual.scrollToIndex(total - 1, { align: "end" });
  }, [follow, total, virtual]);

  const wheel = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    const atEnd = scrollHeight - scrollTop - clientHeight < lineHeight * 2;
    if (atEnd !== follow && (follow || row.status === "running")) onFollow(atEnd);
  };
  if (error && !lines.size) return <PanelError what="The console" error={error} retry={retry} />;
  return (
    <ScrollBox ref={box} className={classes.lines} label="Console" onUserScroll={wheel}>
      <div className={classes.inner} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <ConsoleLine key={index} number={index} line={lines.get(index)} top={start} />
        ))}
      </div>
    </ScrollBox>
  );
}
