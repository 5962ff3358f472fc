import { expect, test } from "vitest";
import { barsOf } from "./bars";
import { type Evaluation, perClass, perImage, precision, recall, totals } from "./evaluation";
import { smoothingFor } from "./smoothing";
import { tableView } from "./tables";

test("a flat dict stands on its side", () => {
  const view = tableView({ columns: ["lr", "model"], rows: null, data: [[0.003, "fcn"]], flat: true });
  expect(view.rows).toEqual([
    ["lr", 0.003],
    ["model", "fcn"],
  ]);
});

test("a column of numbers has one precision; NaN and holes do not make it text", () => {
  const { columns } = tableView({
    columns: ["class", "recall", "n", "lr"],
    rows: null,
    data: [
      ["a", 0.5, 3, 1e-5],
      ["b", "NaN", null, 1],
    ],
  });
  expect(columns.map(({ number, decimals }) => [number, decimals])).toEqual([
    [false, null],
    [true, 3],
    [true, null],
    [true, null],
  ]);
});

test("whole numbers of any length are numbers", () => {
  const { columns } = tableView({ columns: ["seed"], rows: null, data: [[2n ** 60n + 1n], [3]] });
  expect(columns).toEqual([{ name: "seed", number: true, decimals: null }]);
});

test("row names become the first column", () => {
  const view = tableView({ columns: ["x"], rows: ["first"], data: [[1]] });
  expect(view.rows).toEqual([["first", 1]]);
});

test("bars share a zero; negative ones reach to its left", () => {
  const { bars } = barsOf({ x: ["a", "b", "c"], y: [3, -1, "NaN"] });
  expect(bars.map(({ start, length }) => [start, length])).toEqual([
    [0.25, 0.75],
    [0, 0.25],
    [0.25, 0],
  ]);
});

test("a split counts each image once, in both shapes of its list", () => {
  expect(barsOf({ x: ["a"], y: [1], image_list: ["i", "j", "i"] }).images).toBe(2);
  expect(barsOf({ x: ["a", "b"], y: [1, 1], image_list: [["i"], ["i", "k"]] }).images).toBe(2);
  expect(barsOf({ x: ["a"], y: [1] }).images).toBeNull();
});

const evaluation: Evaluation = {
  categories: ["1", "2"],
  labels: ["bolt", "nut"],
  per_image_eval: [
    { filename: "fine.png", nb_objects: [1, 1], TP: [1, 1], FP: [0, 0], FN: [0, 0] },
    { filename: "poor.png", nb_objects: [2, 1], TP: [1, 0], FP: [0, 2], FN: [1, 1] },
  ],
};

test("images come worst first, of all classes or of one", () => {
  expect(perImage(evaluation, null)[0]).toEqual({ name: "poor.png", objects: 3, tp: 1, fp: 2, fn: 2 });
  expect(perImage(evaluation, 0)[0]).toEqual({ name: "poor.png", objects: 2, tp: 1, fp: 0, fn: 1 });
});

test("classes and images add up to the same", () => {
  expect(totals(perClass(evaluation))).toEqual(totals(perImage(evaluation, null)));
});

test("precision and recall of nothing are not a number that looks like one", () => {
  const all = totals(perClass(evaluation));
  expect(precision(all)).toBeCloseTo(3 / 5);
  expect(recall(all)).toBeCloseTo(3 / 5);
  expect(precision({ name: "", objects: 0, tp: 0, fp: 0, fn: 0 })).toBeNull();
});

test("short curves are not smoothed unless the reader says so", () => {
  expect(smoothingFor(40, null)).toBe(0);
  expect(smoothingFor(400, null)).toBe(0.6);
  expect(smoothingFor(40, 0.9)).toBe(0.9);
  expect(smoothingFor(400, 0)).toBe(0);
});
