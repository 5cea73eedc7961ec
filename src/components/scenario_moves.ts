/** The servers that a scenario moves: each figure as it is and in the scenario. */
import { html } from "./dom.js";
import { day, metricName, NONE, number, percent } from "./format.js";
import { type Level, levelBadge } from "./levels.js";
import type { Cell, Row } from "./rows.js";
import { table } from "./table.js";

type Write = (value: Cell) => Node | string;

/** Writes the cells of a figure that stands in a row twice, under "…_before" and "…_after". */
const both = (name: string, write: Write) => (_: Cell, row: Row): Node | string => {
  const [before, after] = [row[`${name}_before`] ?? null, row[`${name}_after`] ?? null];
  return before === after
    ? write(before)
    : html`<span class="was">${write(before)}</span> <span class="to">→ ${write(after)}</span>`;
};

const orNone = (write: (value: number) => string): Write => (value) =>
  typeof value === "number" ? write(value) : NONE;
const levelOf: Write = (level) => level === null ? "gone" : levelBadge(level as Level);

/** @param moved  rows of servers, most moved first */
export function scenarioMoves(moved: readonly Row[]): HTMLElement {
  const dearer = moved.some(({ usd_before, usd_after }) => usd_before !== usd_after);
  return table(moved, {
    name: "what-if",
    limit: 20,
    cards: true,
    empty: "No server's level, date, order date or cost moves.",
    columns: [
      { name: "server_id", label: "Server" },
      {
        name: "metric",
        label: "By",
        help: "The metric that presses most",
        format: (value) => metricName(String(value)),
      },
      { name: "level_after", label: "Level", format: both("level", levelOf), align: "left" },
      {
        name: "days_after",
        label: "Days to high",
        help: "As likely sooner as later; – is not within the horizon",
        format: both("days", orNone(number)),
        align: "left",
      },
      {
        name: "peak_after",
        label: "Peak",
        help: "% of capacity",
        format: both("peak", orNone(percent)),
        align: "left",
      },
      {
        name: "order_by_after",
        label: "Order by",
        format: both("order_by", (value) => day(value as string | null)),
        align: "left",
      },
      {
        name: "usd_after",
        label: "USD a month",
        format: both("usd", orNone(number)),
        align: "left",
        aside: !dearer,
      },
      ...["level", "days", "peak", "order_by", "usd"].map((name) => ({
        name: `${name}_before`,
        aside: true,
      })),
      { name: "business_unit", aside: true },
      { name: "service", aside: true },
      { name: "region", aside: true },
    ],
  });
}
