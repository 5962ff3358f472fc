interface Identified {
  id: string;
}

/**
 * The new content in the old order: while the pointer is over the table, numbers may change but rows stay where they are.
 * A row that went keeps its last content; one that came stands after those that were there.
 */
export function inOldOrder<T extends Identified>(
  old: ReadonlyMap<number, T>,
  fresh: ReadonlyMap<number, T>,
): Map<number, T> {
  const byId = new Map([...fresh.values()].map((row) => [row.id, row]));
  const held = new Map<number, T>();
  const put = (at: number, row: T) => {
    held.set(at, byId.get(row.id) ?? row);
    byId.delete(row.id);
  };
  for (const [at, row] of old) put(at, row);
  for (const [at, row] of fresh) if (!held.has(at) && byId.has(row.id)) put(at, row);
  for (const at of fresh.keys()) {
    const [waiting] = byId.values();
    if (!held.has(at) && waiting) put(at, waiting);
  }
  return held;
}
