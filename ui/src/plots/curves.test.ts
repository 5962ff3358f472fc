import { expect, test } from "vitest";
import type { Payload } from "../api/client";
import { type CurveSpec, extentX, extentY, fits, nearest, toCurve, within } from "./curves";

const spec: CurveSpec = { experiment: "e", name: "loss", slot: 1, label: "loss", started: 100 };

function series(part: Partial<Payload["Series"]>): Payload["Series"] {
  const steps = part.steps ?? [0, 1, 2];
  return {
    experiment: "e",
    name: "loss",
    steps,
    values: steps.map(() => 1),
    times: steps.map((step) => 100 + step * 10),
    smoothed: null,
    count: steps.length,
    reduced: false,
    ...part,
  };
}

test("points that were loaded for steps are not drawn along times", () => {
  const loaded = series({ times: [] });
  expect([fits(loaded, "step"), fits(loaded, "relative"), fits(series({}), "time")]).toEqual([
    true,
    false,
    true,
  ]);
});

test("NaN and the infinities become gaps", () => {
  const { y } = toCurve(spec, series({ values: ["NaN", 2, "-Infinity"] }), "step");
  expect([...y]).toEqual([Number.NaN, 2, Number.NaN]);
});

test("relative time counts from the start of the experiment", () => {
  expect([...toCurve(spec, series({}), "relative").x]).toEqual([0, 10, 20]);
});

test("a step that was logged again keeps its place by step and moves by time", () => {
  const again = series({ values: [1, 9, 3], times: [100, 190, 120] });
  expect([...toCurve(spec, again, "step").y]).toEqual([1, 9, 3]);
  expect([...toCurve(spec, again, "time").y]).toEqual([1, 3, 9]);
});

test("the extents span all curves and pass over empty ones", () => {
  const some = toCurve(spec, series({ steps: [5, 9] }), "step");
  const none = toCurve(spec, series({ steps: [] }), "step");
  expect(extentX([some, none])).toEqual({ start: 5, end: 9 });
  expect(extentX([none])).toBeNull();
});

test("a spike of one point is inside the vertical range", () => {
  const spiky = toCurve(spec, series({ steps: [0, 1, 2, 3], values: [0, 0, 40, 0] }), "step");
  expect(extentY([spiky], { start: 0, end: 3 }, false)[1]).toBeGreaterThan(40);
});

test("points outside the zoom do not stretch the vertical range", () => {
  const curve = toCurve(spec, series({ steps: [0, 10, 20, 30], values: [100, 1, 2, 1] }), "step");
  expect(extentY([curve], { start: 15, end: 30 }, false)[1]).toBeLessThan(3);
});

test("an accuracy has no air above 1, unless a point is there", () => {
  const good = toCurve(spec, series({ values: [0.2, 0.9, 1] }), "step");
  const odd = toCurve(spec, series({ values: [0.2, 0.9, 1.2] }), "step");
  expect(extentY([good], { start: 0, end: 2 }, false, 1)[1]).toBe(1);
  expect(extentY([odd], { start: 0, end: 2 }, false, 1)[1]).toBeGreaterThan(1.2);
});

test("a log scale leaves out what it can't show", () => {
  const curve = toCurve(spec, series({ values: [0, 0.01, 10] }), "step");
  const [low, high] = extentY([curve], { start: 0, end: 2 }, true);
  expect(low).toBeGreaterThan(0);
  expect(low).toBeLessThan(0.01);
  expect(high).toBeGreaterThan(10);
});

test("a flat line, a single value and no value have a range with a height", () => {
  for (const values of [[3, 3, 3], [0, 0, 0], ["NaN", "NaN", "NaN"] as const]) {
    const [low, high] = extentY(
      [toCurve(spec, series({ values: [...values] }), "step")],
      { start: 0, end: 2 },
      false,
    );
    expect(high).toBeGreaterThan(low);
  }
});

test("numbers near the largest float do not overflow the range", () => {
  const [low, high] = extentY(
    [toCurve(spec, series({ values: [-1.7e308, 0, 1.7e308] }), "step")],
    { start: 0, end: 2 },
    false,
  );
  expect(Number.isFinite(high - low)).toBe(true);
});

test("within keeps one neighbour on either side, so that lines reach the edge", () => {
  expect(within(Float64Array.of(0, 1, 2, 3, 4, 5), { start: 1.5, end: 3.5 })).toEqual([1, 5]);
});

test("the nearest point is found at both ends and in the middle", () => {
  const x = Float64Array.of(0, 10, 20);
  expect(nearest(x, -5)).toBe(0);
  expect(nearest(x, 14)).toBe(1);
  expect(nearest(x, 16)).toBe(2);
  expect(nearest(x, 99)).toBe(2);
  expect(nearest(new Float64Array(), 1)).toBeNull();
});
