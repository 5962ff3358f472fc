import { touched } from "./touched";

type Key = readonly string[];
type Invalidate = (key: Key) => void;

const EVENTS = ["experiment", "project", "log", "file", "finding"] as const;
const THROTTLE_MS = 1000;
const RETRY_MS = 8000;
/** The server ends a stream after some minutes; a gap shorter than this is not worth a word. */
const GRACE_MS = 3000;

/** One EventSource, its keys waiting to be refetched, and whether it is lost. Knows nothing of React. */
export class LiveLine {
  lostSince: number | null = null;
  private source: EventSource | null = null;
  private project: string | undefined;
  private invalidate: Invalidate = () => {};
  private waiting = new Map<string, Key>();
  private flushing: ReturnType<typeof setTimeout> | undefined;
  private retrying: ReturnType<typeof setTimeout> | undefined;
  private grace: ReturnType<typeof setTimeout> | undefined;
  private listeners = new Set<() => void>();

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  open(project: string | undefined, invalidate: Invalidate): () => void {
    this.project = project;
    this.invalidate = invalidate;
    this.connect();
    return () => this.close();
  }

  retry(): void {
    this.source?.close();
    this.connect();
  }

  private close(): void {
    this.source?.close();
    this.source = null;
    for (const timer of [this.flushing, this.retrying, this.grace]) clearTimeout(timer);
    this.flushing = this.grace = undefined;
    this.waiting.clear();
  }

  private connect(): void {
    clearTimeout(this.retrying);
    const query = this.project === undefined ? "" : `?project=${encodeURIComponent(this.project)}`;
    const source = new EventSource(`/api/events${query}`);
    this.source = source;
    source.onopen = () => this.found();
    source.onerror = () => this.lost(source);
    for (const kind of EVENTS) source.addEventListener(kind, (event) => this.heard(kind, event.data));
  }

  private heard(kind: string, experiment: string): void {
    for (const key of touched(kind, experiment, this.project)) this.waiting.set(JSON.stringify(key), key);
    this.flushing ??= setTimeout(() => this.flush(), THROTTLE_MS);
  }

  private flush(): void {
    this.flushing = undefined;
    for (const key of this.waiting.values()) this.invalidate(key);
    this.waiting.clear();
  }

  private found(): void {
    clearTimeout(this.grace);
    this.grace = undefined;
    if (this.lostSince === null) return;
    this.setLost(null);
    this.invalidate([]);
  }

  private lost(source: EventSource): void {
    const since = Date.now();
    if (this.lostSince === null) this.grace ??= setTimeout(() => this.setLost(since), GRACE_MS);
    if (source.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.retrying);
    this.retrying = setTimeout(() => this.retry(), RETRY_MS);
  }

  private setLost(since: number | null): void {
    this.lostSince = since;
    for (const listener of this.listeners) listener();
  }
}
