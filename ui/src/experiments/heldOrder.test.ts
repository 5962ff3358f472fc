import { expect, test } from "vitest";
import { inOldOrder } from "./heldOrder";

const row = (id: string, value: number) => ({ id, value });

test("numbers change, places stay", () => {
  const old = new Map([
    [0, row("a", 1)],
    [1, row("b", 2)],
  ]);
  const fresh = new Map([
    [0, row("b", 9)],
    [1, row("a", 8)],
  ]);
  expect([...inOldOrder(old, fresh).values()]).toEqual([row("a", 8), row("b", 9)]);
});

test("a row that went keeps its place, rows further down still come", () => {
  const old = new Map([[0, row("a", 1)]]);
  const fresh = new Map([
    [0, row("z", 5)],
    [1, row("y", 6)],
  ]);
  expect([...inOldOrder(old, fresh)]).toEqual([
    [0, row("a", 1)],
    [1, row("y", 6)],
  ]);
});

test("a row that came before the others stands after them, and none stands twice", () => {
  const old = new Map([[0, row("a", 1)]]);
  const fresh = new Map([
    [0, row("new", 5)],
    [1, row("a", 2)],
  ]);
  expect([...inOldOrder(old, fresh)]).toEqual([
    [0, row("a", 2)],
    [1, row("new", 5)],
  ]);
});
