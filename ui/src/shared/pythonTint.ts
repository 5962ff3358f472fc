/** A piece of Python and how it is coloured. `at` is its place, a key that stays. */
export interface Piece {
  text: string;
  kind: "string" | "number" | "comment" | "word" | null;
  at: number;
}

const pattern =
  /(?<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?<comment>#[^\n]*)|(?<word>\b(?:import|from|as|with|for|in|if|else|def|return|None|True|False)\b)|(?<number>\b\d[\d_.]*(?:e[+-]?\d+)?\b)/g;

/** Enough of Python's looks for a few lines; not a parser. */
export function tint(code: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > end) pieces.push({ text: code.slice(end, match.index), kind: null, at: end });
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    pieces.push({ text: match[0], kind: (kind as Piece["kind"]) ?? null, at: match.index });
    end = match.index + match[0].length;
  }
  if (end < code.length) pieces.push({ text: code.slice(end), kind: null, at: end });
  return pieces;
}
