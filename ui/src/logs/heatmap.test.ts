import { expect, test } from "vitest";
import { cellWords, confusedPairs, moveCell, rampStep, rowShare, shades, toMatrix } from "./heatmap";
import { cellAt, cellBox, heatmapLayout } from "./heatmapCanvas";

const detection = toMatrix({
  categories: ["RBC", "WBC"],
  values: [
    [737, 2, 62],
    [1, 69, 1],
    [64, 4, 0],
  ],
  background: true,
});

test("the background has its own words: a missed column, a nothing row", () => {
  expect(detection.columns).toEqual(["RBC", "WBC", "missed"]);
  expect(detection.rows).toEqual(["RBC", "WBC", "nothing"]);
});

test("right on the diagonal, wrong off it, by the share of the row; the corner is not counted", () => {
  const shaded = shades(detection);
  expect(shaded[0]?.[0]?.ramp).toBe("right");
  expect(shaded[0]?.[0]?.share).toBeCloseTo(737 / 801);
  expect(shaded[0]?.[2]?.ramp).toBe("wrong");
  expect(shaded[2]?.[0]?.share).toBeCloseTo(64 / 68);
  expect(shaded[2]?.[2]).toBeNull();
});

test("three errors beside 737 hits are seen, and zero is quiet", () => {
  expect(rampStep({ ramp: "wrong", share: 3 / 740 })).toBeGreaterThan(0);
  expect(rampStep({ ramp: "wrong", share: 0 })).toBe(0);
  expect(rampStep({ ramp: "right", share: 1 })).toBe(5);
});

test("NaN has no shade and no share, and does not spoil the row's", () => {
  const matrix = toMatrix({
    categories: ["a", "b"],
    values: [
      ["NaN", 1],
      [2, 2],
    ],
    background: false,
  });
  expect(shades(matrix)[0]?.[0]).toBeNull();
  expect(rowShare(matrix, { row: 0, column: 1 })).toBe(1);
});

test("a free heatmap runs from its least to its greatest number", () => {
  const matrix = toMatrix({ x: [1, 2], y: ["a"], z: [[-1, 3]] });
  expect(shades(matrix)[0]).toEqual([
    { ramp: "seq", share: 0 },
    { ramp: "seq", share: 1 },
  ]);
});

test("cells in words", () => {
  expect(cellWords(detection, { row: 1, column: 0 }, "1")).toBe("truth WBC, predicted RBC: 1");
  expect(cellWords(detection, { row: 0, column: 2 }, "62")).toBe("truth RBC, missed: 62");
  expect(cellWords(detection, { row: 2, column: 0 }, "64")).toBe("predicted RBC where nothing is: 64");
});

test("arrow keys walk and stop at the edges", () => {
  expect(moveCell(detection, { row: 0, column: 0 }, "ArrowUp")).toEqual({ row: 0, column: 0 });
  expect(moveCell(detection, { row: 0, column: 0 }, "ArrowRight")).toEqual({ row: 0, column: 1 });
  expect(moveCell(detection, { row: 1, column: 1 }, "End")).toEqual({ row: 1, column: 2 });
  expect(moveCell(detection, { row: 1, column: 1 }, "x")).toBeNull();
});

test("the most-confused pairs leave the diagonal out", () => {
  expect(confusedPairs(detection, 2)).toEqual([
    { row: 2, column: 0, value: 64 },
    { row: 0, column: 2, value: 62 },
  ]);
});

test("the pointer finds the cell that is drawn under it, and nothing in the gap", () => {
  const layout = heatmapLayout(detection, { width: 310, height: 310 });
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      const { x, y, width, height } = cellBox(layout, { row, column });
      expect(cellAt(layout, x + width / 2, y + height / 2)).toEqual({ row, column });
    }
  }
  expect(cellAt(layout, 205, 50)).toBeNull();
  expect(cellAt(layout, -1, 50)).toBeNull();
  expect(cellAt(layout, 50, 310)).toBeNull();
});
