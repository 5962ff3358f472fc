/** `#1fc7ab` as three numbers 0..255. Tokens of overlays are written so. */
export function rgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.replace("#", ""), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
