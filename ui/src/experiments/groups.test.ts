import { expect, test } from "vitest";
import type { Payload } from "../api/client";
import { bestRow, groupRows } from "./groups";

type Row = Payload["ExperimentRow"];

function row(id: string, accuracy: number | "NaN", model: string | null, leaks = 0): Row {
  return {
    id,
    status: "success",
    tags: [],
    dataset: null,
    parameters: model === null ? {} : { model },
    split: { leaks, measured_leaks: leaks },
    summary: { accuracy: { value: accuracy, better: "higher" } },
  } as unknown as Row;
}

const rows = [
  row("a", 0.9, "x"),
  row("b", 0.99, "x", 72),
  row("c", 0.8, "x"),
  row("d", "NaN", "y"),
  row("e", 0.5, null),
];

test("a group has the mean, the deviation and the best of its honest members", () => {
  const [x] = groupRows(rows, "model");
  expect(x.rows).toHaveLength(3);
  expect(x.leftOut).toBe(1);
  expect(x.figures.accuracy.mean).toBeCloseTo(0.85);
  expect(x.figures.accuracy.deviation).toBeCloseTo(0.0707, 4);
  expect(x.figures.accuracy.best).toBe(0.9);
});

test("a group without a finite value has no figures", () => {
  const y = groupRows(rows, "model").find(({ key }) => key === "y");
  expect(y?.figures.accuracy).toEqual({ mean: null, deviation: null, best: null, better: "higher" });
});

test("experiments without the field are a group of their own, last when they come last", () => {
  expect(groupRows(rows, "model").map(({ key }) => key)).toEqual(["x", "y", "no model"]);
});

test("the best row never leaks", () => {
  expect(bestRow(rows, "accuracy")).toBe("a");
  expect(bestRow([row("d", "NaN", null)], "accuracy")).toBeNull();
});
