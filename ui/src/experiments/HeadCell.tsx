import type { ColumnDef } from "@tanstack/react-table";
import type { Payload } from "../api/client";
import classes from "./ExperimentTable.module.css";
import { nextOrder, readOrder, writeOrder } from "./order";
import type { features } from "./tableColumns";
import { DEFAULT_ORDER } from "./useBoard";
import { useTableAddress } from "./useTableAddress";

interface HeadCellProps {
  definition: ColumnDef<typeof features, Payload["ExperimentRow"]>;
}

/** A head; a click sorts by it. */
export function HeadCell({ definition: { header, meta } }: HeadCellProps) {
  const { search, change } = useTableAddress();
  const order = readOrder(search.sort ?? DEFAULT_ORDER);
  const field = meta?.field ?? null;
  const sorted = field === order.field ? (order.falling ? "descending" : "ascending") : undefined;
  const title = String(header);
  return (
    <th
      scope="col"
      aria-sort={sorted}
      data-number={meta?.numeric || undefined}
      className={meta?.column === null ? classes.nameCell : undefined}
    >
      {field === null ? (
        title
      ) : (
        <button
          type="button"
          className={classes.sort}
          title={title}
          onClick={() => change({ sort: writeOrder(nextOrder(order, field)) })}
        >
          <span className={classes.label}>{title}</span>
          {sorted && <span aria-hidden="true">{order.falling ? "↓" : "↑"}</span>}
        </button>
      )}
    </th>
  );
}
