import { expect, test } from "vitest";
import type { Payload } from "../api/client";
import { placesOf } from "../findings/places";
import { tint } from "../shared/pythonTint";
import { commitOf, factLines, stepUnit } from "./facts";
import { python, pythonDict } from "./pythonValue";
import { cloneScript, resumeScript } from "./scripts";
import { experimentSearch } from "./search";

const row = {
  id: "id-1",
  name: 'a "b"',
  parameters: { lr: 0.001, augment: true, warmup: null, model: "fcn" },
  tags: ["baseline"],
  dataset: null,
  progress: null,
} as unknown as Payload["ExperimentRow"];

test("a clone is Python that says what the experiment was", () => {
  expect(cloneScript(row, "blood")).toBe(
    [
      "import sightline",
      "",
      "experiment = sightline.init(",
      '    project="blood",',
      '    name="a \\"b\\"-2",',
      "    parameters={",
      '        "lr": 0.001,',
      '        "augment": True,',
      '        "warmup": None,',
      '        "model": "fcn",',
      "    },",
      '    tags=["baseline"],',
      ")",
    ].join("\n"),
  );
});

test("the resume line names the experiment by its id", () => {
  expect(resumeScript(row, "blood")).toBe('experiment = sightline.init(project="blood", resume="id-1")');
});

test("values as Python writes them", () => {
  expect([python("NaN"), python("-Infinity"), python("ü"), python(1e-5)]).toEqual([
    'float("nan")',
    'float("-inf")',
    '"ü"',
    "0.00001",
  ]);
});

test("a whole number keeps every digit", () => {
  expect(python(2n ** 60n + 1n)).toBe("1152921504606846977");
  expect(python("[1152921504606846977, 1.0]")).toBe("[1152921504606846977, 1.0]");
});

test("a list comes back from the text that it is stored as", () => {
  expect(python('[1, 2.50, true, null, "a \\"null\\"", ["NaN", -1e-5]]')).toBe(
    '[1, 2.50, True, None, "a \\"null\\"", [float("nan"), -1e-5]]',
  );
  expect(python('[{"NaN": "-Infinity", "true": false}, {}]')).toBe(
    '[{"NaN": float("-inf"), "true": False}, {}]',
  );
  expect(["{}", "[]", "[a, b]", "{curly", "[1,"].map(python)).toEqual([
    "{}",
    "[]",
    '"[a, b]"',
    '"{curly"',
    '"[1,"',
  ]);
});

test("a dict in the parameters comes back as a dict", () => {
  const parameters = { lr: 0.1, "nested.a": "[1, 2]", "nested.deep.b": "x", "weights.0": 1, "weights.1": 2 };
  expect(pythonDict(parameters, "")).toBe(
    [
      "{",
      '    "lr": 0.1,',
      '    "nested": {',
      '        "a": [1, 2],',
      '        "deep": {',
      '            "b": "x",',
      "        },",
      "    },",
      '    "weights": {',
      '        "0": 1,',
      '        "1": 2,',
      "    },",
      "}",
    ].join("\n"),
  );
});

test("a dot that makes no path stays in the name", () => {
  const parameters = { a: 1, "a.b": 2, "a.b.c": 3, "lr@0.5": 4, ".x": 5, "1.5": 6, "x.": 7 };
  const lines = pythonDict(parameters, "").split("\n").slice(1, -1);
  expect(lines).toEqual(Object.entries(parameters).map(([name, value]) => `    "${name}": ${value},`));
});

test("facts are lines; nested ones carry both words, empty ones are left out", () => {
  const facts = {
    host: "gpu",
    git: { commit: "9b2e", dirty: false },
    gpus: [{ name: "RTX", memory: "24 GiB" }],
    none: null,
  };
  expect(factLines(facts)).toEqual([
    ["host", "gpu"],
    ["git commit", "9b2e"],
    ["git dirty", "no"],
    ["gpus", "RTX 24 GiB"],
  ]);
  expect(commitOf(facts)).toBe("9b2e");
  expect(commitOf({})).toBeNull();
});

test("a step is an epoch where the parameters count epochs", () => {
  expect(stepUnit(row)).toBe("step");
  expect(stepUnit({ ...row, parameters: { epochs: 40 } })).toBe("epoch");
});

test("the address keeps what it knows and drops the rest", () => {
  expect(
    experimentSearch({ x: "time", smooth: "0.3", open: "eval/img", step: 4, zoom: "1..2", other: 1 }),
  ).toEqual({
    x: "time",
    smooth: 0.3,
    open: "eval/img",
    step: 4,
    zoom: "1..2",
  });
  expect(experimentSearch({ x: "step", smooth: 7, step: "x" })).toEqual({});
});

test("a finding leads only to what can be looked at", () => {
  const logs = [
    { name: "loss", drawn: true },
    { name: "labelmap", drawn: false },
  ] as Payload["LogEntry"][];
  const files = [
    { name: "config", versions: [{}] },
    { name: "model-latest", versions: [] },
  ] as unknown as Payload["FileEntry"][];
  expect(placesOf(["loss", "labelmap", "config", "model-latest", "Accuracy"], logs, files)).toEqual([
    { name: "loss", tab: undefined },
    { name: "config", tab: "files" },
  ]);
});

test("coloured Python is the same text", () => {
  const code = 'for x in range(3):  # all\n    log("a", 1e-3)';
  const pieces = tint(code);
  expect(pieces.map(({ text }) => text).join("")).toBe(code);
  expect(pieces.filter(({ kind }) => kind === "string").map(({ text }) => text)).toEqual(['"a"']);
});
