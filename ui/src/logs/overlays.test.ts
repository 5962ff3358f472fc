import { expect, test } from "vitest";
import { type Box, boxLabel, boxLayer, classOrder, type LoggedImage, layersOf, paintMask } from "./overlays";

const box = (label: Box["label"], outcome: Box["outcome"] = null, score: number | null = null): Box => ({
  box: [0, 0, 10, 10],
  label,
  score,
  outcome,
});
const image = (boxes: Box[]): LoggedImage => ({
  file: { sha256: "", size: 0, width: 10, height: 10, format: "png" },
  caption: null,
  boxes,
  masks: [],
});
const labelmap = { "0": "RBC", "1": "WBC", "10": "Platelets", "2": "other" };

test("classes take their colours in labelmap order, whatever comes first in the picture", () => {
  const order = classOrder(image([box(1), box(0)]), labelmap);
  expect(order).toEqual(["RBC", "WBC", "other", "Platelets"]);
  expect(boxLayer(box(1), order, labelmap).token).toBe("--box-c2");
});

test("from the seventh class on colours repeat", () => {
  const seven = Array.from({ length: 7 }, (_, at) => box(`class ${at}`));
  const order = classOrder(image(seven), null);
  expect(boxLayer(box("class 6"), order, null).token).toBe("--box-c1");
});

test("an outcome goes before a class", () => {
  const layers = layersOf(image([box(0), box(0, "fn"), box(1, "tp"), box(0, "tp")]), labelmap);
  expect(layers.map(({ word, count }) => [word, count])).toEqual([
    ["TP", 2],
    ["FN, missed", 1],
    ["RBC", 1],
  ]);
});

test("labels: name and score, either alone, or none", () => {
  expect(boxLabel(box(0, null, 0.931), labelmap)).toBe("RBC 0.93");
  expect(boxLabel(box(null, null, 0), labelmap)).toBe("0.00");
  expect(boxLabel(box("cell"), null)).toBe("cell");
  expect(boxLabel(box(null), null)).toBe("");
});

test("a mask's runs go down the columns", () => {
  const pixels = new Uint8ClampedArray(2 * 3 * 4);
  paintMask({ size: [2, 3], counts: [1, 2, 3], label: 0, score: null }, pixels, [9, 8, 7], 100);
  const painted = [0, 1, 2, 3, 4, 5].map((at) => pixels[at * 4 + 3] === 100);
  expect(painted).toEqual([false, true, false, true, false, false]);
});

test("runs that are longer than the picture are cut", () => {
  const pixels = new Uint8ClampedArray(4);
  paintMask({ size: [1, 1], counts: [0, 99], label: 0, score: null }, pixels, [1, 2, 3], 50);
  expect([...pixels]).toEqual([1, 2, 3, 50]);
});
