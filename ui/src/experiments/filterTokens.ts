export type TokenKind = "word" | "field" | "keyword" | "operator" | "string" | "number" | "paren" | "space";

export interface Token {
  kind: TokenKind;
  text: string;
  at: number;
}

const PATTERN =
  /(?<space>\s+)|(?<string>"[^"]*"?|'[^']*'?)|(?<operator>!=|<=|>=|[=<>~])|(?<paren>[()])|(?<word>[^\s()=<>~!"']+|!)/gu;
const KEYWORD = /^(and|or|not)$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The filter cut into coloured pieces, every character in one of them. A word before an operator is a field. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined) ?? ["word"];
    found.push({ kind: refine(kind as TokenKind, match[0]), text: match[0], at: match.index });
  }
  return found.map((token, at) => (isField(found, at) ? { ...token, kind: "field" } : token));
}

function refine(kind: TokenKind, text: string): TokenKind {
  if (kind !== "word") return kind;
  return KEYWORD.test(text) ? "keyword" : NUMBER.test(text) ? "number" : "word";
}

function isField(found: readonly Token[], at: number): boolean {
  const { kind } = found[at];
  if (kind !== "word" && kind !== "string") return false;
  const next = found.slice(at + 1).find((token) => token.kind !== "space");
  const before = found.slice(0, at).findLast((token) => token.kind !== "space");
  return next?.kind === "operator" && before?.kind !== "operator";
}

/** What is being written where the caret stands: the start of a field, an operator, or the value of a field. */
export interface Caret {
  expects: "field" | "operator" | "value" | "keyword";
  /** what is there already, to be replaced */
  typed: string;
  from: number;
  to: number;
  /** whose value it is */
  field: string | null;
}

export function caretAt(text: string, position: number): Caret {
  const before = tokens(text.slice(0, position));
  const last = before.at(-1);
  const open =
    last &&
    (last.kind === "word" || last.kind === "number" || last.kind === "string" || last.kind === "keyword");
  const typed = open ? last.text : "";
  const settled = (open ? before.slice(0, -1) : before).filter(({ kind }) => kind !== "space");
  const place = { typed, from: position - typed.length, to: position };
  return { ...place, ...expectation(settled) };
}

function expectation(settled: readonly Token[]): Pick<Caret, "expects" | "field"> {
  const last = settled.at(-1);
  if (!last || last.kind === "keyword" || last.text === "(") return { expects: "field", field: null };
  if (last.kind === "operator") return { expects: "value", field: unquoted(settled.at(-2)?.text ?? "") };
  const afterOperator = settled.at(-2)?.kind === "operator";
  if (afterOperator || last.text === ")") return { expects: "keyword", field: null };
  return { expects: "operator", field: unquoted(last.text) };
}

export function unquoted(text: string): string {
  return /^["']/.test(text) ? text.slice(1).replace(/["']$/, "") : text;
}

/** A name as the filter wants it: in quotes when it holds more than one word's characters. */
export function quoted(name: string): string {
  if (/^[^\s()=!<>~"']+$/.test(name) && !KEYWORD.test(name)) return name;
  return name.includes('"') ? `'${name}'` : `"${name}"`;
}
