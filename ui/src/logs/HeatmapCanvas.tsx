import { Group, Stack, Text } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { usePlotTheme } from "../plots/usePlotTheme";
import { count, exact, metric } from "../shared/numbers";
import { ConfusedPairs } from "./ConfusedPairs";
import classes from "./HeatmapCanvas.module.css";
import { type Cell, cellWords, type Matrix, moveCell, valueAt } from "./heatmap";
import { cellAt, cellBox, drawHeatmap, heatmapLayout } from "./heatmapCanvas";
import { rampColors } from "./rampColors";

interface HeatmapCanvasProps {
  matrix: Matrix;
  label: string;
  large: boolean;
}

/** Joins the drawing to a canvas, its size, the pointer and the keys. */
export function HeatmapCanvas({ matrix, label, large }: HeatmapCanvasProps) {
  const { ref: measured, width } = useElementSize<HTMLCanvasElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const ref = useMergedRef(measured, canvas);
  const theme = usePlotTheme();
  const [active, setActive] = useState<Cell | null>(null);
  const cellId = useId();
  const height = large ? Math.min(720, Math.max(360, matrix.rows.length * 14)) : 200;
  const layout = useMemo(() => heatmapLayout(matrix, { width, height }), [matrix, width, height]);

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context || width === 0) return;
    const ratio = window.devicePixelRatio;
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawHeatmap(context, matrix, layout, rampColors(theme.color));
  }, [matrix, layout, theme, width, height]);

  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setActive(cellAt(layout, event.clientX - box.left, event.clientY - box.top));
  };
  const walk = (event: KeyboardEvent) => {
    const next = moveCell(matrix, active ?? { row: 0, column: 0 }, event.key);
    if (!next) return;
    event.preventDefault();
    setActive(active ? next : { row: 0, column: 0 });
  };
  const words = active && cellWords(matrix, active, exact(valueAt(matrix, active)));
  return (
    <Stack gap="xs" px="md" pb="sm">
      {/* biome-ignore-start lint/a11y/useSemanticElements: a canvas has no cells of its own; the active one stands for it */}
      {/* biome-ignore-start lint/a11y/useFocusableInteractive: the grid is the one tab stop */}
      <div
        role="grid"
        className={classes.grid}
        aria-label={label}
        aria-rowcount={matrix.rows.length}
        aria-colcount={matrix.columns.length}
        aria-activedescendant={active ? cellId : undefined}
        tabIndex={0}
        onKeyDown={walk}
      >
        <canvas
          ref={ref}
          className={classes.canvas}
          style={{ height }}
          aria-hidden
          onPointerMove={point}
          onPointerLeave={() => setActive(null)}
        />
        {active && (
          <div role="row" aria-rowindex={active.row + 1}>
            <div
              role="gridcell"
              tabIndex={-1}
              id={cellId}
              aria-colindex={active.column + 1}
              aria-label={words ?? ""}
            >
              <Frame box={cellBox(layout, active)} />
            </div>
          </div>
        )}
      </div>
      {/* biome-ignore-end lint/a11y/useFocusableInteractive: the grid is the one tab stop */}
      {/* biome-ignore-end lint/a11y/useSemanticElements: as above */}
      <Group gap="sm" wrap="nowrap" mih={16}>
        <Text fz="xs" c={words ? undefined : "var(--text-3)"} truncate>
          {words ??
            `${count(matrix.rows.length)} × ${count(matrix.columns.length)}: point at a cell, or walk with the arrow keys`}
        </Text>
      </Group>
      {matrix.square && <ConfusedPairs matrix={matrix} limit={large ? 20 : 3} format={metricOrCount} />}
    </Stack>
  );
}

function Frame({ box }: { box: ReturnType<typeof cellBox> }) {
  const style = { left: box.x, top: box.y, width: Math.max(3, box.width), height: Math.max(3, box.height) };
  return <span className={classes.frame} style={style} />;
}

function metricOrCount(value: number): string {
  return Number.isInteger(value) ? count(value) : metric(value);
}
