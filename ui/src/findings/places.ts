import type { Payload } from "../api/client";

/** Where a name can be looked at: a drawn log, or a file. */
export interface Place {
  name: string;
  tab: "files" | undefined;
}

/** Only places that exist: a name that was refused, or is not drawn, has none. At most three. */
export function placesOf(
  names: readonly string[],
  logs: readonly Payload["LogEntry"][],
  files: readonly Payload["FileEntry"][],
): Place[] {
  const drawn = new Set(logs.filter((log) => log.drawn).map(({ name }) => name));
  const stored = new Set(files.filter(({ versions }) => versions.length).map(({ name }) => name));
  const places = names.flatMap((name): Place[] => {
    if (drawn.has(name)) return [{ name, tab: undefined }];
    return stored.has(name) ? [{ name, tab: "files" }] : [];
  });
  return places.slice(0, 3);
}
