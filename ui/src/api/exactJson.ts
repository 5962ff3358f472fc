/** A whole number that may be longer than a JavaScript number can hold. */
const LONG = /[:,[]\s*-?\d{16,}\s*[,\]}]/;
const WHOLE = /^-?\d+$/;

/** `JSON.parse`, but whole numbers that it would round are bigints. */
export function parseExact(text: string): unknown {
  return LONG.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

function keepDigits(_name: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? "";
  return typeof value === "number" && !Number.isSafeInteger(value) && WHOLE.test(source)
    ? BigInt(source)
    : value;
}

/** Bigints as the nearest numbers, for what is drawn and reckoned with. */
export function rounded<T>(value: T): T {
  if (typeof value === "bigint") return Number(value) as T;
  if (Array.isArray(value)) return value.map(rounded) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rounded(inner)])) as T;
}

/** `fetch`, whose JSON is parsed by `parseExact`. */
export async function fetchExact(request: Request): Promise<Response> {
  const response = await fetch(request);
  if (!response.headers.get("Content-Type")?.startsWith("application/json")) return response;
  const text = await response.text();
  const headers = new Headers(response.headers);
  // The client parses an answer of unknown length by itself.
  headers.set("Content-Length", String(text.length));
  const exact = new Response(text, { status: response.status, headers });
  exact.json = async () => parseExact(text);
  return exact;
}
