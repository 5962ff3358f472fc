import { expect, test } from "vitest";
import { parseExact, rounded } from "./exactJson";

test("a whole number beyond 2**53 keeps its digits", () => {
  const parsed = parseExact('{"seed": 1152921504606846977, "low": [-9223372036854775808]}');
  expect(parsed).toEqual({ seed: 1152921504606846977n, low: [-9223372036854775808n] });
});

test("every other number is a number", () => {
  const text = "[9007199254740991, 0.12345678901234567, 1152921504606846977.0, 1e18, 1234567890123456]";
  const parsed = parseExact(text) as unknown[];
  expect(parsed.map((one) => typeof one)).toEqual(Array(5).fill("number"));
  expect(parsed).toEqual(JSON.parse(text));
});

test("digits in a text stay a text", () => {
  expect(parseExact('{"a": ":1152921504606846977,", "b": 1152921504606846977}')).toEqual({
    a: ":1152921504606846977,",
    b: 1152921504606846977n,
  });
});

test("what is drawn has plain numbers again", () => {
  expect(
    rounded({
      z: [
        [1152921504606846977n, 1],
        ["x", null],
      ],
      ok: true,
    }),
  ).toEqual({
    z: [
      [2 ** 60, 1],
      ["x", null],
    ],
    ok: true,
  });
});
