interface Identified {
  id: string;
}

/**
 * The new content in the old order: while the pointer is over the table, numbers may change but rows stay where they are.
 * A row that went keeps its last content; one that came waits.
 */
export function inOldOrder<T extends Identified>(
  old: ReadonlyMap<number, T>,
  fresh: ReadonlyMap<number, T>,
): Map<number, T> {
  const byId = new Map([...fresh.values()].map((row) => [row.id, row]));
  const held = new Map<number, T>();
  for (const [at, row] of old) held.set(at, byId.get(row.id) ?? row);
  for (const [at, row] of fresh) if (!held.has(at)) held.set(at, row);
  return held;
}
