import type { Payload } from "../api/client";
import type { XAxis } from "./axis";

/** One log of one experiment, as a card asks for it. */
export interface Wanted extends ViewQuery {
  experiment: string;
  name: string;
}

interface ViewQuery {
  axis: XAxis;
  width: number;
  smoothing: number;
  start: number | null;
  end: number | null;
}

export interface SeriesRequest extends ViewQuery {
  experiment: string[];
  name: string[];
}

interface Waiting {
  wanted: Wanted;
  done: (series: Payload["Series"] | null) => void;
  failed: (error: unknown) => void;
}

/** The server answers with every experiment times every name, and with no more than this. */
const mostSeries = 200;

/** Collects what is asked for within `pause` milliseconds into as few requests as it takes. */
export function seriesBatch(
  fetchSeries: (request: SeriesRequest) => Promise<Payload["Series"][]>,
  pause = 12,
) {
  let queue: Waiting[] = [];

  function flush(): void {
    const asked = queue;
    queue = [];
    for (const request of toRequests(asked.map(({ wanted }) => wanted))) {
      const served = asked.filter(({ wanted }) => serves(request, wanted));
      fetchSeries(request).then(
        (all) => {
          const found = new Map(all.map((series) => [key(series), series]));
          for (const { wanted, done } of served) done(found.get(key(wanted)) ?? null);
        },
        (error) => {
          for (const { failed } of served) failed(error);
        },
      );
    }
  }

  return (wanted: Wanted): Promise<Payload["Series"] | null> =>
    new Promise((done, failed) => {
      if (queue.push({ wanted, done, failed }) === 1) setTimeout(flush, pause);
    });
}

function key({ experiment, name }: { experiment: string; name: string }): string {
  return `${experiment}\n${name}`;
}

function viewKey({ axis, width, smoothing, start, end }: ViewQuery): string {
  return JSON.stringify([axis, width, smoothing, start, end]);
}

function serves(request: SeriesRequest, wanted: Wanted): boolean {
  return (
    viewKey(request) === viewKey(wanted) &&
    request.experiment.includes(wanted.experiment) &&
    request.name.includes(wanted.name)
  );
}

/** Names that are wanted of the same experiments, in the same view, go together. */
export function toRequests(wanted: readonly Wanted[]): SeriesRequest[] {
  const requests: SeriesRequest[] = [];
  for (const sameView of groupBy(wanted, viewKey)) {
    const byName = groupBy(sameView, ({ name }) => name).map((group) => ({
      name: (group[0] as Wanted).name,
      experiments: [...new Set(group.map(({ experiment }) => experiment))].sort(),
    }));
    const { axis, width, smoothing, start, end } = sameView[0] as Wanted;
    for (const group of groupBy(byName, ({ experiments }) => experiments.join())) {
      const experiments = (group[0] as { experiments: string[] }).experiments;
      for (const some of chunks(experiments, mostSeries)) {
        for (const names of chunks(group, Math.max(1, Math.floor(mostSeries / some.length)))) {
          const name = names.map((entry) => entry.name);
          requests.push({ experiment: some, name, axis, width, smoothing, start, end });
        }
      }
    }
  }
  return requests;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
