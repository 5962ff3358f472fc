import { expect, test } from "vitest";
import { growingEnd, readZoom, writeZoom } from "./axis";

test("nested zooms go through the address and back", () => {
  const zoom = [
    { start: 10, end: 50 },
    { start: 20.5, end: 30 },
  ];
  expect(writeZoom(zoom)).toBe("10..50,20.5..30");
  expect(readZoom("10..50,20.5..30")).toEqual(zoom);
});

test("no zoom leaves no trace", () => {
  expect(writeZoom([])).toBeUndefined();
  expect(readZoom(undefined)).toEqual([]);
});

test("an address that was edited by hand does no harm", () => {
  expect(readZoom("x..3,5..2,,1..4,7")).toEqual([{ start: 1, end: 4 }]);
});

test("negative ends and wall times keep their milliseconds", () => {
  expect(readZoom(writeZoom([{ start: -2.5, end: 1795563503.231 }]))).toEqual([
    { start: -2.5, end: 1795563503.231 },
  ]);
});

test("a growing axis stays put until the points reach its end", () => {
  const first = growingEnd(0, 100, null);
  expect(first).toBe(125);
  expect(growingEnd(0, 110, first)).toBe(125);
  expect(growingEnd(0, 126, first)).toBe(157.5);
});

test("a growing axis shrinks when the curve was overwritten by a short one", () => {
  expect(growingEnd(0, 10, 1000)).toBe(12.5);
});
