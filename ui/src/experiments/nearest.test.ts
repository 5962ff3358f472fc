import { expect, test } from "vitest";
import type { Payload } from "../api/client";
import { repairs } from "./nearest";

const rows = [
  {
    name: "frcnn-long",
    status: "success",
    tags: ["baseline"],
    parameters: { model: "frcnn", batch: 8 },
    accuracy: 0.94331,
  },
  { name: "ssd", status: "failed", tags: ["a b"], parameters: { model: "ssd", batch: 16 }, accuracy: "NaN" },
].map(({ accuracy, ...row }) => ({
  ...row,
  summary: { accuracy: { value: accuracy } },
})) as unknown as Payload["ExperimentRow"][];

const parts = (filter: string) => repairs(filter, rows).map(({ part }) => part);

test.each([
  ["accuracy > 0.99", "accuracy >= 0.943"],
  ["accuracy < 0.1", "accuracy <= 0.944"],
  ["batch > 64", "batch >= 16"],
  ["batch = 9", "batch = 8"],
  ["model = frcn", "model = frcnn"],
  ["status = sucess", "status = success"],
  ['tag = "a c"', 'tag = "a b"'],
  ["frcnn-lnog", "frcnn-long"],
])("nearest to %s is %s", (filter, part) => expect(parts(filter)).toEqual([part]));

test.each(["model = something-else", "status != success", "unknown = 3"])("nothing is near %s", (filter) =>
  expect(parts(filter)).toEqual([]),
);

test("one part is put right, the rest of the filter stays", () => {
  expect(repairs("status = success and (model = frcn)", rows).map(({ filter }) => filter)).toEqual([
    "status = success and (model = frcn)",
    "status = success and (model = frcnn)",
  ]);
});
