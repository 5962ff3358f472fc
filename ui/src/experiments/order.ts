/** What the table is sorted by: `-accuracy` is accuracy, falling. */
export interface Order {
  field: string;
  falling: boolean;
}

export function readOrder(text: string): Order {
  return text.startsWith("-") ? { field: text.slice(1), falling: true } : { field: text, falling: false };
}

export function writeOrder({ field, falling }: Order): string {
  return falling ? `-${field}` : field;
}

const RISING_FIRST = new Set(["loss", "name", "status", "dataset"]);

/** A first click on a head puts the best first, a second one turns it round. */
export function nextOrder(now: Order, field: string): Order {
  if (now.field === field) return { field, falling: !now.falling };
  return { field, falling: !RISING_FIRST.has(field) && !field.endsWith("/loss") };
}
