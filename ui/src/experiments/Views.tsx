import classes from "./ExperimentsBoard.module.css";
import type { TableSearch } from "./search";
import { useTableAddress } from "./useTableAddress";

const VIEWS: { label: string; part: Pick<TableSearch, "q" | "view"> }[] = [
  { label: "All", part: { q: undefined, view: undefined } },
  { label: "Running", part: { q: "status = running", view: undefined } },
  { label: "Failed", part: { q: "status = failed or status = crashed", view: undefined } },
  { label: "Archived", part: { q: undefined, view: "archived" } },
];

/** Filters that are asked for often. */
export function Views() {
  const { search, change } = useTableAddress();
  return (
    <div className={classes.views}>
      {VIEWS.map(({ label, part }) => (
        <button
          key={label}
          type="button"
          className={classes.view}
          aria-pressed={search.q === part.q && search.view === part.view}
          onClick={() => change(part)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
