/** The colour token of an experiment's slot: eight, stable, then the same dashed, then dotted; later ones share a grey. */
export function slotToken(slot: number): string {
  return slot >= 1 && slot <= 24 ? `--cat-${((slot - 1) % 8) + 1}` : "--cat-rest";
}

export function slotColor(slot: number): string {
  return `var(${slotToken(slot)})`;
}

/** The dash of a slot's line, in pixels; empty for a solid one. */
export function slotDash(slot: number): number[] {
  if (slot >= 9 && slot <= 16) return [6, 3];
  if (slot >= 17 && slot <= 24) return [2, 3];
  return [];
}
