import { Text } from "@mantine/core";
import { count, counted, exact, metric } from "../shared/numbers";
import classes from "./Bars.module.css";
import type { BarChart } from "./bars";

interface BarsProps {
  chart: BarChart;
  label: string;
}

/** Bars as a table that looks like one: name, bar, number. */
export function Bars({ chart, label }: BarsProps) {
  return (
    <div className={classes.bars}>
      <table className={classes.table} aria-label={label}>
        <tbody>
          {chart.bars.map(({ name, value, start, length }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place; names may repeat
            <tr key={at}>
              <th scope="row" title={name}>
                {name}
              </th>
              <td className={classes.track}>
                <span
                  className={classes.bar}
                  style={{ left: `${start * 100}%`, width: `${length * 100}%` }}
                />
              </td>
              <td
                className={classes.figure}
                title={exact(value)}
                data-odd={!Number.isFinite(value) || undefined}
              >
                {Number.isInteger(value) ? count(value) : metric(value)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chart.images !== null && (
        <Text c="var(--text-3)" fz="xs" pt="xs">
          {counted(chart.images, "image")}, {counted(chart.total, "object")}
        </Text>
      )}
    </div>
  );
}
