import type { Payload } from "../api/client";
import { isNumber } from "../shared/numbers";
import { type Caret, caretAt, quoted, unquoted } from "./filterTokens";

type Table = Pick<Payload["ExperimentTable"], "parameters" | "metrics" | "tags" | "rows">;

/** One line of the list under the filter. */
export interface Completion {
  /** what is written */
  text: string;
  hint: string;
}

const FIELDS: Completion[] = [
  { text: "status", hint: "running, success, failed, ..." },
  { text: "tag", hint: "tag" },
  { text: "dataset", hint: "name" },
  { text: "name", hint: "experiment" },
  { text: "started", hint: "time" },
  { text: "duration", hint: "seconds" },
];
const STATUSES = ["running", "success", "failed", "crashed", "stopped"];
const OPERATORS: Completion[] = [
  { text: "=", hint: "is" },
  { text: "!=", hint: "is not" },
  { text: "<", hint: "less" },
  { text: "<=", hint: "at most" },
  { text: ">", hint: "more" },
  { text: ">=", hint: "at least" },
  { text: "~", hint: "contains" },
];
const KEYWORDS: Completion[] = [
  { text: "and", hint: "both" },
  { text: "or", hint: "either" },
];
const LIMIT = 12;

/** What could stand where the caret is. */
export function completions(text: string, position: number, table: Table): Completion[] {
  const caret = caretAt(text, position);
  const typed = unquoted(caret.typed).toLowerCase();
  const all = candidates(caret, table);
  const starts = all.filter((one) => one.text.toLowerCase().startsWith(typed));
  const holds = all.filter((one) => !starts.includes(one) && one.text.toLowerCase().includes(typed));
  const found = [...starts, ...holds];
  return found.length === 1 && found[0].text === caret.typed ? [] : found.slice(0, LIMIT);
}

function candidates(caret: Caret, table: Table): Completion[] {
  if (caret.expects === "operator") return OPERATORS;
  if (caret.expects === "keyword") return KEYWORDS;
  if (caret.expects === "value") return values(caret.field ?? "", table).map((text) => ({ text, hint: "" }));
  return [
    ...["accuracy", "loss"].map((text) => ({ text, hint: "Summary" })),
    ...FIELDS,
    ...table.parameters.map((text) => ({ text, hint: "parameter" })),
    ...table.metrics
      .filter((name) => name !== "accuracy" && name !== "loss")
      .map((text) => ({ text, hint: "log" })),
  ];
}

function values(field: string, table: Table): string[] {
  if (field === "status") return STATUSES;
  if (field === "tag") return table.tags;
  const seen = table.rows.map((row) => (field === "dataset" ? row.dataset : row.parameters[field]));
  return [
    ...new Set(seen.filter((value) => typeof value === "string" || isNumber(value)).map(String)),
  ].sort();
}

/** The text with a completion put in, and where the caret goes. */
export function completed(
  text: string,
  position: number,
  chosen: Completion,
): { text: string; position: number } {
  const { from, to, expects } = caretAt(text, position);
  const word = expects === "operator" || expects === "keyword" ? chosen.text : quoted(chosen.text);
  const start = `${text.slice(0, from)}${word} `;
  return { text: start + text.slice(to).trimStart(), position: start.length };
}
