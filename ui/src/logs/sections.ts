import type { Payload } from "../api/client";

type LogEntry = Payload["LogEntry"];

/** Logs whose names start alike: `train/loss` stands in "train"; a name without a slash at the top level (""). */
export interface Section {
  name: string;
  logs: LogEntry[];
}

export function sectionOf(name: string): string {
  const slash = name.indexOf("/");
  return slash > 0 ? name.slice(0, slash) : "";
}

/** What the machine did, captured by itself: after everything that the script logged. */
export const SYSTEM = "system";

const kindOrder = ["value", "line", "bar", "heatmap", "table", "image", "evaluation", "labelmap"];

/**
 * Top level first, then sections as they were first seen, the machine's last. Inside, cards of a kind stand together, so that a row has
 * one height; `first` names (the headline logs) lead. What is not drawn is left out.
 */
export function toSections(logs: readonly LogEntry[], first: readonly string[] = []): Section[] {
  const byName = new Map<string, LogEntry[]>([["", []]]);
  for (const log of [...logs].sort((a, b) => a.order - b.order)) {
    if (!log.drawn) continue;
    const name = sectionOf(log.name);
    const group = byName.get(name);
    if (group) group.push(log);
    else byName.set(name, [log]);
  }
  const rank = (log: LogEntry) => (first.includes(log.name) ? first.indexOf(log.name) - first.length : 0);
  const machine = ([name]: [string, LogEntry[]]) => (name === SYSTEM ? 1 : 0);
  return [...byName]
    .sort((a, b) => machine(a) - machine(b))
    .map(([name, group]) => ({
      name,
      logs: group.sort(
        (a, b) =>
          rank(a) - rank(b) || kindOrder.indexOf(a.type) - kindOrder.indexOf(b.type) || a.order - b.order,
      ),
    }))
    .filter((section) => section.logs.length > 0);
}

/** Words of the search must all be in the name, in any order and letter case. */
export function matchLogs(logs: readonly LogEntry[], query: string): LogEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [...logs];
  return logs.filter((log) => words.every((word) => log.name.toLowerCase().includes(word)));
}

/** Open at first: the top level, then sections in order while they hold no more than `budget` cards together. */
export function openAtFirst(sections: readonly Section[], budget = 60): Set<string> {
  const open = new Set<string>();
  let cards = 0;
  for (const section of sections) {
    cards += section.logs.length;
    if (open.size === 0 || cards <= budget) open.add(section.name);
  }
  return open;
}

/** What the virtual list shows: heads and rows of cards, top to bottom. */
export type PageRow =
  | { kind: "section"; key: string; section: Section; open: boolean }
  | { kind: "cards"; key: string; cards: LogEntry[]; columns: number };

export function toRows(
  sections: readonly Section[],
  isOpen: (name: string) => boolean,
  columns: number,
): PageRow[] {
  const rows: PageRow[] = [];
  for (const section of sections) {
    const open = isOpen(section.name);
    rows.push({ kind: "section", key: `section ${section.name}`, section, open });
    if (open) rows.push(...cardRows(section, columns));
  }
  return rows;
}

/** Values are small: twice as many fit beside each other, in rows of their own. */
function cardRows(section: Section, columns: number): PageRow[] {
  const values = section.logs.filter((log) => log.type === "value");
  const cards = section.logs.filter((log) => log.type !== "value");
  return [
    ...chunks(section.name, values, columns * 2, "values"),
    ...chunks(section.name, cards, columns, "cards"),
  ];
}

function chunks(section: string, cards: readonly LogEntry[], columns: number, word: string): PageRow[] {
  const rows: PageRow[] = [];
  for (let at = 0; at < cards.length; at += columns) {
    rows.push({
      kind: "cards",
      key: `${word} ${section} ${at / columns}`,
      cards: cards.slice(at, at + columns),
      columns,
    });
  }
  return rows;
}

/** As many columns as fit at `least` pixels each; at least one. */
export function columnsFor(width: number, least = 280, gap = 10): number {
  return Math.max(1, Math.floor((width + gap) / (least + gap)));
}

/** A first guess of a row's height in pixels, before it is measured; near enough that the scroll bar does not jump. */
export function rowHeight(row: PageRow | undefined): number {
  if (!row || row.kind === "section") return 36;
  return Math.max(...row.cards.map((card) => cardHeights[card.type])) + 10;
}

const cardHeights: Record<LogEntry["type"], number> = {
  value: 66,
  line: 174,
  bar: 190,
  heatmap: 220,
  table: 200,
  image: 230,
  evaluation: 230,
  labelmap: 0,
};
