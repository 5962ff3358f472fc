import { expect, test } from "vitest";
import type { Curve } from "./curves";
import { readout } from "./readout";
import { tableRows } from "./tableRows";

function curve(label: string, x: number[], y: number[]): Curve {
  return {
    spec: { experiment: label, name: "loss", slot: 1, label, started: 0 },
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    smoothed: null,
    count: x.length,
  };
}

test("rows are in the order of the legend, and the curve nearest to the pointer is known", () => {
  const read = readout([curve("a", [0, 1], [5, 6]), curve("b", [0, 2], [1, 2])], 1, 1.9);
  expect(read?.readings.map(({ label, raw }) => [label, raw])).toEqual([
    ["a", 6],
    ["b", 1],
  ]);
  expect(read?.closest).toBe(1);
});

test("beyond the limit the rest is counted", () => {
  const many = Array.from({ length: 100 }, (_, at) => curve(`e${at}`, [0], [at]));
  const read = readout(many, 0, 0);
  expect(read?.readings).toHaveLength(12);
  expect(read?.more).toBe(88);
});

test("no points, nothing to read", () => {
  expect(readout([curve("a", [], [])], 0, 0)).toBeNull();
});

test("the table has every x, and a hole where a curve has none", () => {
  expect(tableRows([curve("a", [0, 1], [5, 6]), curve("b", [1, 2], [7, 8])], 10)).toEqual([
    { x: 0, values: [5, null] },
    { x: 1, values: [6, 7] },
    { x: 2, values: [null, 8] },
  ]);
});

test("a long table keeps its first and last row", () => {
  const x = Array.from({ length: 1000 }, (_, at) => at);
  const rows = tableRows([curve("a", x, x)], 5);
  expect(rows.map((row) => row.x)).toEqual([0, 250, 500, 749, 999]);
});
