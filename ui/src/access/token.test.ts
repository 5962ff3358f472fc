import { expect, test } from "vitest";
import { tokenIn } from "./token";

test("the whole printed address may be pasted, or the token alone", () => {
  expect(tokenIn(" http://127.0.0.1:8470/sign-in#token=K7QF-2M9D \n")).toBe("K7QF-2M9D");
  expect(tokenIn("#token=a%2Bb")).toBe("a+b");
  expect(tokenIn("  K7QF-2M9D ")).toBe("K7QF-2M9D");
  expect(tokenIn("http://127.0.0.1:8470/sign-in")).toBe("http://127.0.0.1:8470/sign-in");
});
