import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { ComparisonSearch } from "./search";

/** What the address says of the comparison, and a way to change a part of it. */
export function useComparisonAddress() {
  const search = useSearch({ from: "/shell/p/$project/compare" });
  const navigate = useNavigate({ from: "/p/$project/compare" });
  const ids = useMemo(() => search.e?.split(",").filter(Boolean) ?? [], [search.e]);
  const change = useCallback(
    (part: Partial<ComparisonSearch>, replace = false) =>
      navigate({ search: (old) => ({ ...old, ...part }), replace }),
    [navigate],
  );
  const setIds = (next: readonly string[]) => change({ e: next.length ? next.join(",") : undefined });
  return { search, ids, change, setIds };
}
