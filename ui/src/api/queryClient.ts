import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ServerError } from "./client";

function worthAnotherTry(failures: number, error: Error): boolean {
  return failures < 2 && (!(error instanceof ServerError) || error.status === 0 || error.status >= 500);
}

/** Keys go from wide to narrow, so that one prefix refreshes a subtree: `["experiment", id, ...]`. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askWhoWeAre }),
  defaultOptions: {
    queries: { staleTime: 30_000, retry: worthAnotherTry, refetchOnWindowFocus: true },
  },
});

/** A session ended somewhere: the shell looks again, and shows the sign-in page. */
function askWhoWeAre(error: Error, query: { queryKey: readonly unknown[] }) {
  if (error instanceof ServerError && error.status === 401 && query.queryKey[0] !== "session") {
    queryClient.invalidateQueries({ queryKey: ["session"] });
  }
}
