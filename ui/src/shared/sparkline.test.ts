import { expect, test } from "vitest";
import { sparkline } from "./sparkline";

test("it spans the box from low to high", () => {
  expect(sparkline([0, 1, 0.5], 50, 10)).toEqual({
    path: "M0.0 10.0L25.0 0.0L50.0 5.0",
    end: { x: 50, y: 5 },
  });
});

test("NaN and infinity are gaps, not zeros", () => {
  expect(sparkline([0, "NaN", 1, "Infinity"], 30, 10)).toEqual({
    path: "M0.0 10.0M20.0 0.0",
    end: { x: 20, y: 0 },
  });
});

test("a flat series runs through the middle", () => {
  expect(sparkline([2, 2], 10, 8).path).toBe("M0.0 4.0L10.0 4.0");
});

test("without a finite value there is nothing to draw", () => {
  expect(sparkline(["NaN"], 10, 8)).toEqual({ path: "", end: null });
});
