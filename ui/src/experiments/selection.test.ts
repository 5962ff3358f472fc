import { expect, test } from "vitest";
import { readSelection, toggled, withRange, writeSelection } from "./selection";

const table = ["a", "b", "c", "d", "e"];

test("a range is added in the order of the table, in whichever direction it was drawn", () => {
  expect(withRange(["d"], table, "d", "b", true)).toEqual(["b", "c", "d"]);
  expect(withRange(["b"], table, "b", "d", true)).toEqual(["b", "c", "d"]);
});

test("a range is removed as a whole", () => {
  expect(withRange(["a", "b", "c", "e"], table, "b", "e", false)).toEqual(["a"]);
});

test("a range from a row that is gone is just the row", () => {
  expect(withRange([], table, "z", "b", true)).toEqual(["b"]);
});

test("a second toggle takes it back", () => {
  expect(toggled(toggled(["a"], "b"), "b")).toEqual(["a"]);
});

test("nothing selected leaves no trace in the address", () => {
  expect(writeSelection([])).toBeUndefined();
  expect(readSelection(undefined)).toEqual([]);
  expect(readSelection(writeSelection(["a", "b"]))).toEqual(["a", "b"]);
});
