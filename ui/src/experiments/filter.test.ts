import { describe, expect, test } from "vitest";
import { completed, completions } from "./completions";
import { caretAt, quoted, tokens } from "./filterTokens";

const table = {
  parameters: ["learning_rate", "augment"],
  metrics: ["accuracy", "val/mAP"],
  tags: ["baseline", "archive"],
  rows: [{ parameters: { augment: "flip, crop" }, dataset: "bccd" }] as never,
};

describe("tokens", () => {
  test("every character is in one of them", () => {
    const text = `accuracy > 0.84 and not (tag = "archi've") or val/mAP<=1e-3 ! "open`;
    expect(
      tokens(text)
        .map((token) => token.text)
        .join(""),
    ).toBe(text);
  });

  test("a word before an operator is a field, after it a value", () => {
    const kinds = tokens('"my lr" = x and y').filter(({ kind }) => kind !== "space");
    expect(kinds.map(({ kind }) => kind)).toEqual(["field", "operator", "word", "keyword", "word"]);
  });
});

describe("caret", () => {
  test.each([
    ["", "field"],
    ["acc", "field"],
    ["accuracy ", "operator"],
    ["accuracy > ", "value"],
    ["status = run", "value"],
    ["status = running ", "keyword"],
    ["(status = running) ", "keyword"],
    ["status = running and ", "field"],
    ["not ", "field"],
  ])("after %j comes a %s", (text, expects) => expect(caretAt(text, text.length).expects).toBe(expects));
});

describe("completions", () => {
  const at = (text: string) => completions(text, text.length, table).map((one) => one.text);

  test("fields that start with the word come first", () => {
    expect(at("a")).toEqual([
      "accuracy",
      "augment",
      "status",
      "tag",
      "dataset",
      "name",
      "started",
      "duration",
      "learning_rate",
      "val/mAP",
    ]);
  });

  test("values are those of the field", () => {
    expect(at("tag = b")).toEqual(["baseline"]);
    expect(at("dataset = ")).toEqual(["bccd"]);
  });

  test("a finished word offers nothing", () => expect(at("tag = baseline")).toEqual([]));

  test("a name with spaces is put in quotes", () => {
    const text = "augment = fl and x";
    expect(completed(text, 12, { text: "flip, crop", hint: "" })).toEqual({
      text: 'augment = "flip, crop" and x',
      position: 23,
    });
  });
});

test("names that are one word need no quotes", () => {
  expect(["val/mAP@.5", "my lr", "and", 'a"b'].map(quoted)).toEqual([
    "val/mAP@.5",
    '"my lr"',
    '"and"',
    "'a\"b'",
  ]);
});
