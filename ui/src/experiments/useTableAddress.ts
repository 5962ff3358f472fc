import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { TableSearch } from "./search";

/** What the address says of the table, and a way to change a part of it. */
export function useTableAddress() {
  const search = useSearch({ from: "/shell/p/$project" });
  const navigate = useNavigate({ from: "/p/$project" });
  const change = useCallback(
    (part: Partial<TableSearch>, replace = false) =>
      navigate({ search: (old) => withoutEmpty({ ...old, ...part }), replace }),
    [navigate],
  );
  return { search, change };
}

function withoutEmpty(search: TableSearch): TableSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ""),
  );
}
