import { Box } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Payload } from "../api/client";
import { useExperiment } from "../experiment/ExperimentContext";
import { PanelNote } from "../shared/PanelNote";
import { CardRow } from "./CardRow";
import classes from "./LogSections.module.css";
import { LogsControls } from "./LogsControls";
import { SectionHead } from "./SectionHead";
import { columnsFor, matchLogs, rowHeight, toRows, toSections } from "./sections";
import { useLogsView } from "./useLogsView";
import { useOpenSections } from "./useOpenSections";

interface LogSectionsProps {
  logs: readonly Payload["LogEntry"][];
}

/** Sections of cards. Only rows near the window are on the page, so ten thousand logs cost what a screen of them costs. */
export function LogSections({ logs }: LogSectionsProps) {
  const { row, project } = useExperiment();
  const view = useLogsView();
  const headlines = useMemo(() => Object.values(row.summary).map(({ log }) => log), [row.summary]);
  const sections = useMemo(
    () => toSections(matchLogs(logs, view.query), headlines),
    [logs, view.query, headlines],
  );
  const { isOpen, toggle } = useOpenSections(project, sections);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const list = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(measured, list);
  const rows = useMemo(
    () => toRows(sections, (name) => view.query !== "" || isOpen(name), columnsFor(width)),
    [sections, isOpen, width, view.query],
  );
  const margin = useOffset(list);
  const virtual = useVirtualizer({
    count: width > 0 ? rows.length : 0,
    getScrollElement: pageElement,
    estimateSize: (at) => rowHeight(rows[at]),
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: 3,
    scrollMargin: margin,
  });
  return (
    <Box>
      <LogsControls total={logs.length} view={view} />
      <Box ref={ref} pos="relative" h={virtual.getTotalSize()}>
        {virtual.getVirtualItems().map((item) => {
          const content = rows[item.index];
          if (!content) return null;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className={classes.row}
              style={{ transform: `translateY(${item.start - margin}px)` }}
            >
              {content.kind === "section" ? (
                <SectionHead row={content} onToggle={toggle} />
              ) : (
                <CardRow row={content} view={view} />
              )}
            </div>
          );
        })}
      </Box>
      {!sections.length && <PanelNote>No log has “{view.query}” in its name.</PanelNote>}
    </Box>
  );
}

function pageElement(): HTMLElement | null {
  return document.getElementById("page");
}

/** How far the list starts below the top of what scrolls. */
function useOffset(list: React.RefObject<HTMLDivElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const page = pageElement();
    if (!page || !list.current) return;
    const top = list.current.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop;
    setOffset(Math.round(top));
  });
  return offset;
}
