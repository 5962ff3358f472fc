import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { LiveLine } from "./liveLine";

const line = new LiveLine();

/** Keeps what is on the page fresh: each event of the server refetches what it touches, at most once a second. */
export function useLive(project: string | undefined): void {
  const client = useQueryClient();
  useEffect(
    () => line.open(project, (key) => client.invalidateQueries({ queryKey: key })),
    [project, client],
  );
}

/** Since when the live connection is lost, in milliseconds since the epoch; null while it is well. */
export function useLostSince(): number | null {
  return useSyncExternalStore(line.subscribe, () => line.lostSince);
}

/** Tries again at once. */
export const reconnect = () => line.retry();
