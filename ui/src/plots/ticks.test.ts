import { expect, test } from "vitest";
import { logTicks, numberTicks, timeUnit, whereWords } from "./ticks";

test("all numbers of an axis have the decimals of its step", () => {
  expect(numberTicks([0, 0.25, 0.5])).toEqual(["0.00", "0.25", "0.50"]);
  expect(numberTicks([0])).toEqual(["0"]);
  expect(numberTicks([0, 500_000])).toEqual(["0", "500,000"]);
});

test("large and small numbers stay short, with a true minus", () => {
  expect(numberTicks([-1e6, 0, 1e6])).toEqual(["−1 M", "0", "1 M"]);
  expect(numberTicks([0, 0.0001])).toEqual(["0", "1.0e-4"]);
});

test("a logarithmic axis names powers of ten only", () => {
  expect(logTicks([0.1, 0.2, 1, 10, null])).toEqual(["0.1", "", "1", "10", ""]);
});

test("a relative axis counts in what keeps its numbers small", () => {
  expect(timeUnit({ start: 0, end: 40 }).word).toBe("s");
  expect(timeUnit({ start: 0, end: 3000 }).word).toBe("min");
  expect(timeUnit({ start: 0, end: 40_000 }).word).toBe("h");
});

test("the crosshair's place is said in the axis' own words", () => {
  expect(whereWords(24, "step", "epoch")).toBe("epoch 24");
  expect(whereWords(750, "relative", "epoch")).toBe("12.5 min");
});
