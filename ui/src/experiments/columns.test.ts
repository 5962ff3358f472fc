import { expect, test } from "vitest";
import {
  columnId,
  defaultColumns,
  metric,
  metricNames,
  parameter,
  readColumns,
  writeColumns,
} from "./columns";

test("columns survive the address, whatever their names hold", () => {
  const columns = [parameter("a,b"), metric("val/mAP@0.5, small"), parameter("100%"), parameter("p:x")];
  expect(readColumns(writeColumns(columns))).toEqual(columns);
});

test("a word that names no column is left out", () => {
  expect(readColumns("status,nonsense,accuracy,").map(columnId)).toEqual(["status", "accuracy"]);
});

test("before anyone chose, the three parameters that differ most are shown", () => {
  const table = { parameters: ["lr", "batch", "model", "seed"], differing: 4, rows: [] };
  expect(defaultColumns(table).map(columnId)).toEqual([
    "status",
    "accuracy",
    "loss",
    "p:lr",
    "p:batch",
    "p:model",
    "started",
    "duration",
  ]);
});

test("a parameter that is the same everywhere is no column before it is chosen", () => {
  const table = { parameters: ["lr", "batch", "model"], differing: 1, rows: [] };
  expect(defaultColumns(table).filter(({ kind }) => kind === "parameter")).toEqual([parameter("lr")]);
});

test("only free logs are asked for by name", () => {
  expect(metricNames(readColumns("accuracy,log:val/mAP,p:lr"))).toEqual(["val/mAP"]);
});
