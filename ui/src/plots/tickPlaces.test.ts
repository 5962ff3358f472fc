import { expect, test } from "vitest";
import { clockPlaces, decadeTicks, linearTicks } from "./tickPlaces";

test("round numbers inside the range", () => {
  expect(linearTicks(0.02, 0.97, 5)).toEqual([0.2, 0.4, 0.6, 0.8]);
  expect(linearTicks(-1.1, 3.4, 5)).toEqual([-1, 0, 1, 2, 3]);
});

test("steps of a training are whole", () => {
  expect(linearTicks(0, 2, 8, 1)).toEqual([0, 1, 2]);
});

test.each([
  [-4e307, 4e307],
  [1e-310, 2e-300],
  [0, 5e-324],
  [9e18, 9.2e18],
  [1e300, 1e300],
])("a range from %d to %d has few ticks, and ends", (low, high) => {
  expect(linearTicks(low, high, 6).length).toBeLessThanOrEqual(8);
});

test("powers of ten, thinned out where there are many", () => {
  expect(decadeTicks(0.01, 10, 6)).toEqual([0.01, 0.1, 1, 10]);
  expect(decadeTicks(1e-300, 1e300, 6).length).toBeLessThanOrEqual(7);
});

test("wall time ticks stand at full hours of the reader's clock", () => {
  expect(clockPlaces(0, 4 * 3600, 5, 1800)).toEqual([1800, 5400, 9000, 12600]);
});
