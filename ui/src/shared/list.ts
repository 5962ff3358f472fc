import { parseExact } from "../api/exactJson";

type Item = string | number | bigint | boolean | null;

/** A list that a script gave as one parameter, from the JSON text that it is stored as; null for anything else. */
export function listOf(value: unknown): Item[] | null {
  if (typeof value !== "string" || !value.startsWith("[")) return null;
  try {
    const list: unknown = parseExact(value);
    return Array.isArray(list) && list.every((item) => item === null || typeof item !== "object")
      ? list
      : null;
  } catch {
    return null;
  }
}
