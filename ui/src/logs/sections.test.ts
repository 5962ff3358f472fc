import { expect, test } from "vitest";
import type { Payload } from "../api/client";
import { columnsFor, matchLogs, openAtFirst, sectionOf, toRows, toSections } from "./sections";

type LogEntry = Payload["LogEntry"];
let order = 0;
function log(name: string, type: LogEntry["type"] = "line", part: Partial<LogEntry> = {}): LogEntry {
  order += 1;
  return {
    name,
    type,
    order,
    treated_as: null,
    drawn: true,
    versions: 1,
    steps: [],
    updated: 0,
    line: null,
    value: null,
    ...part,
  };
}
const names = (sections: ReturnType<typeof toSections>) =>
  sections.map((section) => [section.name, section.logs.map((each) => each.name)]);

test("the section is what stands before the first slash; a leading slash makes none", () => {
  expect(sectionOf("train/loss/box")).toBe("train");
  expect(sectionOf("loss")).toBe("");
  expect(sectionOf("/odd")).toBe("");
});

test("top level first, then sections as they were first seen", () => {
  const logs = [log("val/loss"), log("train/loss"), log("loss"), log("val/acc")];
  expect(names(toSections(logs))).toEqual([
    ["", ["loss"]],
    ["val", ["val/loss", "val/acc"]],
    ["train", ["train/loss"]],
  ]);
});

test("what the machine did comes last", () => {
  const logs = [log("system/cpu"), log("loss"), log("train/loss")];
  expect(names(toSections(logs)).map(([name]) => name)).toEqual(["", "train", "system"]);
});

test("headlines lead, and kinds stand together", () => {
  const logs = [log("matrix", "heatmap"), log("lr"), log("best", "value"), log("accuracy")];
  expect(names(toSections(logs, ["accuracy", "loss"]))).toEqual([["", ["accuracy", "best", "lr", "matrix"]]]);
});

test("what is not drawn has no card", () => {
  expect(toSections([log("labelmap", "labelmap", { drawn: false })])).toEqual([]);
});

test("a search finds all its words anywhere in the name, in any letter case", () => {
  const logs = [log("train/box_loss"), log("val/Loss"), log("lr")];
  expect(matchLogs(logs, "LOSS").map(({ name }) => name)).toEqual(["train/box_loss", "val/Loss"]);
  expect(matchLogs(logs, "loss val").map(({ name }) => name)).toEqual(["val/Loss"]);
  expect(matchLogs(logs, " ")).toHaveLength(3);
});

test("with many logs only the first sections are open", () => {
  const many = Array.from({ length: 10_000 }, (_, at) => log(`layer${at % 100}/norm${at}`));
  const sections = toSections([log("loss"), ...many]);
  expect(sections).toHaveLength(101);
  expect([...openAtFirst(sections)]).toEqual([""]);
});

test("the top level is open even when it is all there is", () => {
  const sections = toSections(Array.from({ length: 500 }, (_, at) => log(`m${at}`)));
  expect(openAtFirst(sections).has("")).toBe(true);
});

test("rows: a head, values twice as dense, then cards; a closed section is only its head", () => {
  const logs = [log("a"), log("b"), log("c"), log("d"), log("v", "value"), log("train/x")];
  const rows = toRows(toSections(logs), (name) => name === "", 3);
  expect(rows.map((row) => (row.kind === "section" ? "head" : row.cards.length))).toEqual([
    "head",
    1,
    3,
    1,
    "head",
  ]);
});

test("keys of rows stay when a log joins, so that cards keep their state", () => {
  const before = [log("a"), log("b")];
  const open = () => true;
  const keys = (logs: LogEntry[]) => toRows(toSections(logs), open, 2).map(({ key }) => key);
  expect(keys([...before, log("c")]).slice(0, 2)).toEqual(keys(before));
});

test("columns by width: one on a phone, three at 1440, five on wide screens", () => {
  expect(columnsFor(366)).toBe(1);
  expect(columnsFor(908)).toBe(3);
  expect(columnsFor(1500)).toBe(5);
  expect(columnsFor(0)).toBe(1);
});
