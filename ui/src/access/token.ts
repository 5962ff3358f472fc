/** The token in what was pasted: the printed address, or the token alone. */
export function tokenIn(pasted: string): string {
  const text = pasted.trim();
  const [, inAddress] = /[#?&]token=([^&\s]+)/.exec(text) ?? [];
  return inAddress ? decodeURIComponent(inAddress) : text;
}
