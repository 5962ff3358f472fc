import { expect, test } from "vitest";
import type { Payload } from "../api/client";
import { dataRows, parameterRows, summaryRows } from "./sections";

type Row = Payload["ExperimentRow"];

function row(
  accuracy: number | "NaN" | null,
  loss: number | null,
  split: { hash: string; leaks: number } | null = null,
) {
  const headline = (value: unknown, better: string) => ({ value, better });
  return {
    summary: {
      ...(accuracy !== null && { accuracy: headline(accuracy, "higher") }),
      ...(loss !== null && { loss: headline(loss, "lower") }),
    },
    dataset: "bccd",
    split: split && { train: 10, test: 2, eval: 3, measured_leaks: split.leaks, ...split },
  } as unknown as Row;
}

const compared = (experiments: Row[]) => ({ experiments, parameters: [], lines: [] });

test("distances are to the first one, the best is marked by what is better for the name", () => {
  const [accuracy, loss] = summaryRows(compared([row(0.9, 0.5), row(0.874, 0.4)]));
  expect(accuracy.cells.map(({ text, aside, mark }) => [text, aside, mark])).toEqual([
    ["0.900", undefined, "best"],
    ["0.874", "−0.026", undefined],
  ]);
  expect(loss.cells.map(({ mark }) => mark)).toEqual([undefined, "best"]);
  expect(loss.cells[1].aside).toBe("−0.100");
});

test("what is not finite or not there is said, and is never the best", () => {
  const [accuracy] = summaryRows(compared([row("NaN", null), row(0.5, null), row(null, null)]));
  expect(accuracy.cells.map(({ text, mark }) => [text, mark])).toEqual([
    ["NaN", "odd"],
    ["0.500", undefined],
    ["–", "missing"],
  ]);
});

test("a value measured on images that leaked is never the best", () => {
  const clean = { hash: "4f1c00", leaks: 0 };
  const [accuracy] = summaryRows(
    compared([row(0.9, null, clean), row(0.99, null, { hash: "91aa00", leaks: 7 }), row(0.8, null, clean)]),
  );
  expect(accuracy.cells.map(({ mark }) => mark)).toEqual(["best", "faint", undefined]);
});

test("a parameter that differs from the reference is marked, one that is missing there too", () => {
  const parameters = [{ name: "lr", values: [0.003, 0.0001, null, 0.003], differs: true }];
  const [lr] = parameterRows({ experiments: [], parameters, lines: [] });
  expect(lr.cells.map(({ text, mark }) => [text, mark])).toEqual([
    ["3.0e-3", undefined],
    ["1.0e-4", "differs"],
    ["–", "differs"],
    ["3.0e-3", undefined],
  ]);
});

test("other images than the reference's are a warning", () => {
  const rows = dataRows(
    compared([row(1, 1, { hash: "4f1c00", leaks: 0 }), row(1, 1, { hash: "91aa00", leaks: 7 })]),
  );
  expect(rows.map(({ name }) => name)).toEqual(["dataset", "splits", "in two splits"]);
  expect(rows[1].cells.map(({ aside, mark }) => [aside, mark])).toEqual([
    ["4f1c", undefined],
    ["91aa", "warning"],
  ]);
  expect(rows[2].cells[1].text).toBe("7 images");
});
