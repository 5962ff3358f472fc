import { Button, Menu } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconChevronDown } from "@tabler/icons-react";
import { type Column, columnField, columnId } from "./columns";
import { nextOrder, readOrder, writeOrder } from "./order";
import { DEFAULT_ORDER } from "./useBoard";
import { useTableAddress } from "./useTableAddress";

interface SortMenuProps {
  columns: readonly Column[];
}

export function SortMenu({ columns }: SortMenuProps) {
  const { search, change } = useTableAddress();
  const order = readOrder(search.sort ?? DEFAULT_ORDER);
  const Arrow = order.falling ? IconArrowDown : IconArrowUp;
  const fields = [
    { id: "name", field: "name" },
    ...columns.map((one) => ({ id: columnId(one), field: columnField(one) })),
  ];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          leftSection={<IconArrowsSort size={14} stroke={1.6} />}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
          aria-label={`Sorted by ${order.field}`}
        >
          {order.field}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
        {fields.map(
          ({ id, field }) =>
            field !== null && (
              <Menu.Item
                key={id}
                rightSection={field === order.field && <Arrow size={14} stroke={1.6} />}
                onClick={() => change({ sort: writeOrder(nextOrder(order, field)) })}
              >
                {field}
              </Menu.Item>
            ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
