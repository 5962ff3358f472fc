import type { Payload } from "../api/client";

/** "treated as eval-split", where a log acts under another name than its own. */
export function treatedAs({ name, treated_as }: Payload["LogEntry"]): string | undefined {
  return treated_as && treated_as !== name ? `treated as ${treated_as}` : undefined;
}
