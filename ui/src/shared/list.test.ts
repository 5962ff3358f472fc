import { expect, test } from "vitest";
import { listOf } from "./list";

test("a list is read back from its JSON text", () => {
  expect(listOf('["flip", "hsv", 0.5, true, null]')).toEqual(["flip", "hsv", 0.5, true, null]);
  expect(listOf("[]")).toEqual([]);
});

test.each(["[0, 1", "[a]", '[["nested"]]', "adam", 8, null, undefined])("%s is no list", (value) => {
  expect(listOf(value)).toBeNull();
});
