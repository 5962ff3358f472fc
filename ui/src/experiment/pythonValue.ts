import type { Scalar } from "../shared/numbers";

const TOKENS = /"(?:[^"\\]|\\.)*"(\s*:)?|\b(?:true|false|null)\b/g;
const NON_FINITE = new Set(["NaN", "Infinity", "-Infinity"]);
const WORDS: Record<string, string> = { true: "True", false: "False", null: "None" };

/** A value as Python writes it. A list or a dict is stored as its JSON text, and comes back as what it was. */
export function python(value: Scalar): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "string") return String(value);
  if (NON_FINITE.has(value)) return nonFinite(value);
  return isCollection(value) ? translated(value) : JSON.stringify(value);
}

function nonFinite(word: string): string {
  return `float("${word.toLowerCase().replace("infinity", "inf")}")`;
}

function isCollection(text: string): boolean {
  if (!/^[[{]/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/** JSON as Python, number for number as it stands. */
function translated(json: string): string {
  return json.replace(TOKENS, (token, isName) => {
    const word = isName ? "" : token.replaceAll('"', "");
    return WORDS[token] ?? (NON_FINITE.has(word) ? nonFinite(word) : token);
  });
}

type Dict = Map<string, Dict | Scalar>;

/** Parameters as the dict that was given: one inside it is stored flat, as `optimizer.lr`. */
export function pythonDict(parameters: Record<string, Scalar>, indent: string): string {
  const dict: Dict = new Map();
  for (const [name, value] of Object.entries(parameters)) {
    const path = pathOf(name, parameters);
    const inside = path.slice(0, -1).reduce(inner, dict);
    inside.set(path.at(-1) as string, value);
  }
  return written(dict, indent);
}

function inner(dict: Dict, name: string): Dict {
  const found = dict.get(name);
  if (found instanceof Map) return found;
  const made: Dict = new Map();
  dict.set(name, made);
  return made;
}

/** `optimizer.lr` is a path, unless it can't be one: `v 1.5`, or there is a parameter `optimizer`, too. */
function pathOf(name: string, parameters: Record<string, Scalar>): string[] {
  if (!/^[A-Za-z_]\w*(\.\w+)+$/.test(name)) return [name];
  const path = name.split(".");
  const above = path.slice(1).map((_, at) => path.slice(0, at + 1).join("."));
  return above.some((one) => Object.hasOwn(parameters, one)) ? [name] : path;
}

function written(dict: Dict, indent: string): string {
  const lines = [...dict].map(([name, value]) => {
    const shown = value instanceof Map ? written(value, `${indent}    `) : python(value);
    return `${indent}    ${JSON.stringify(name)}: ${shown},\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
}
