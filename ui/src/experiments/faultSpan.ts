import { tokens } from "./filterTokens";

export interface Span {
  start: number;
  end: number;
}

/** Which part of the filter a refusal is about: the word that it quotes, or the end, where something is missing. */
export function faultSpan(text: string, message: string): Span {
  for (const [, quoted] of message.matchAll(/["'`“]([^"'`”]+)["'`”]/g)) {
    const at = text.indexOf(quoted);
    if (at >= 0) return { start: at, end: at + quoted.length };
  }
  const last = tokens(text).findLast(({ kind }) => kind !== "space");
  return last ? { start: last.at, end: last.at + last.text.length } : { start: 0, end: text.length };
}
