import { describe, expect, test } from "vitest";
import {
  ago,
  bytes,
  count,
  counted,
  cutMiddle,
  delta,
  duration,
  exact,
  left,
  metric,
  middleHash,
  parameter,
  share,
  wantsExponent,
} from "./numbers";

describe("metric", () => {
  test.each([
    [0.9134, "0.913"],
    [0.001, "0.001"],
    [9.9994, "9.999"],
    [0, "0.000"],
    [-0.5, "−0.500"],
    [12.345, "12.35"],
    [123.45, "123.5"],
    [9999.6, "10,000"],
    [123456, "123,456"],
    [0.00012, "1.2e-4"],
    [-0.00012, "−1.2e-4"],
    [1_234_567, "1.2e6"],
    ["NaN", "NaN"],
    ["Infinity", "∞"],
    ["-Infinity", "−∞"],
    [null, "–"],
    [undefined, "–"],
  ] as const)("%s is shown as %s", (value, shown) => expect(metric(value)).toBe(shown));
});

test("the exact value is the whole stored number", () => {
  expect(exact(0.1 + 0.2)).toBe("0.30000000000000004");
  expect(exact("NaN")).toBe("NaN");
});

describe("parameter", () => {
  test.each([
    [8, "8"],
    [0.5, "0.5"],
    [0.0001, "1.0e-4"],
    [1.25e-5, "1.25e-5"],
    [0.003 / 5, "6.0e-4"],
    [0.1 + 0.2, "0.3"],
    [-3e-4, "−3.0e-4"],
    [1e6, "1000000"],
    ["adam", "adam"],
    [1152921504606846977n, "1152921504606846977"],
    [-1152921504606846977n, "−1152921504606846977"],
    ["[1152921504606846977, 1]", "1152921504606846977, 1"],
    ['["flip", "hsv", 0.00005]', "flip, hsv, 5.0e-5"],
    ["[]", "[]"],
    [true, "true"],
    [0, "0"],
    [null, "–"],
  ] as const)("%s is shown as %s", (value, shown) => expect(parameter(value)).toBe(shown));

  test("a column follows its smallest value", () => {
    const values = [0.003, 0.0001];
    const exponents = values.some(wantsExponent);
    expect(values.map((value) => parameter(value, exponents))).toEqual(["3.0e-3", "1.0e-4"]);
  });
});

test("counts are grouped, and short from a million", () => {
  expect([0, 2382, 49_600_000].map(count)).toEqual(["0", "2,382", "49.6 M"]);
  expect([counted(1, "experiment"), counted(2382, "image")]).toEqual(["1 experiment", "2,382 images"]);
});

test("a share has one decimal and a space", () => expect(share(0.9163)).toBe("91.6 %"));

test("a delta always has its sign", () => {
  expect([-0.026, 0.01, 0].map(delta)).toEqual(["−0.026", "+0.010", "0.000"]);
});

test("bytes go by thousands", () => {
  expect([0, 842, 1200, 999_900, 49_000_000, 1.5e9].map(bytes)).toEqual([
    "0 B",
    "842 B",
    "1.2 kB",
    "1.0 MB",
    "49 MB",
    "1.5 GB",
  ]);
});

test("durations", () => {
  expect([0.2, 31, 59.7, 1320, 5040, 187_200].map(duration)).toEqual([
    "0 s",
    "31 s",
    "1 min",
    "22 min",
    "1 h 24 min",
    "2 d 4 h",
  ]);
  expect(left(2760)).toBe("≈ 46 min left");
});

test("times are told from now", () => {
  const noon = new Date(2026, 5, 20, 12).getTime() / 1000;
  const times = [10, 38 * 60, 2 * 3600, 20 * 3600, 6 * 86_400, 100 * 86_400].map((past) =>
    ago(noon - past, noon),
  );
  expect(times).toEqual(["just now", "38 min ago", "2 h ago", "yesterday", "6 days ago", "12 Mar 2026"]);
});

test("long things lose their middle, never the tail", () => {
  expect(middleHash("4f1cabcdef9e02")).toBe("4f1c…9e02");
  expect(cutMiddle("exported/model/saved_model.pb", 16)).toMatch(/^expor.*model\.pb$/);
  expect(cutMiddle("exported/model/saved_model.pb", 16)).toHaveLength(16);
});
