/** Ids of the selected experiments, in the order in which they were chosen. */
export type Selection = readonly string[];

export function readSelection(text: string | undefined): Selection {
  return text ? text.split(",") : [];
}

export function writeSelection(selection: Selection): string | undefined {
  return selection.length ? selection.join(",") : undefined;
}

export function toggled(selection: Selection, id: string): Selection {
  return selection.includes(id) ? selection.filter((one) => one !== id) : [...selection, id];
}

/** Everything from `from` to `to`, both included, in the order of the table; `on` says whether it is added or removed. */
export function withRange(
  selection: Selection,
  table: readonly string[],
  from: string,
  to: string,
  on: boolean,
): Selection {
  const ends = [table.indexOf(from), table.indexOf(to)].sort((a, b) => a - b);
  if (ends[0] === -1) return toggled(selection, to);
  const range = table.slice(ends[0], ends[1] + 1);
  const rest = selection.filter((id) => !range.includes(id));
  return on ? [...rest, ...range] : rest;
}
