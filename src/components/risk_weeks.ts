/** Servers by weeks: how likely each has run out of something by then, as a number on a shade. */
import { html } from "./dom.js";
import { day, share } from "./format.js";
import { gridKeys } from "./grid_keys.js";
import { notAvailable } from "./headline.js";
import type { Row } from "./rows.js";
import { serverHref } from "./server_link.js";
import { table } from "./table.js";

export interface WeekRow extends Row {
  server_id: string;
  week: number;
  date: Date;
  /** Probability with any metric; that of one metric stands in a column named for it, such as `cpu_reached_80`. */
  reached_80: number;
}

/** Probabilities from which a cell is shaded deeper; its number says the same. */
const SHADES: readonly number[] = [0.1, 0.25, 0.5, 0.75];

/**
 * One row per server, one column per week; those that get there soonest and surest first.
 * @param metric  the metric asked about, such as "cpu_p95"; any of them when left out
 */
export function riskWeeks(all: readonly WeekRow[], metric?: string): HTMLElement {
  const column = metric === undefined ? "reached_80" : metric.replace("_p95", "_reached_80");
  const weeks = all.filter((row) => typeof row[column] === "number");
  if (weeks.length === 0) return notAvailable("No week ahead", "No server of this choice has a forecast.");
  const dates = new Map(weeks.map(({ week, date }) => [week, date]));
  const columns = [...dates.keys()].sort((a, b) => a - b);
  const servers = [...Map.groupBy(weeks, ({ server_id }) => server_id)].map(([server_id, own]) => ({
    server_id,
    weighed: own.reduce((sum, row) => sum + Number(row[column]), 0),
    ...Object.fromEntries(own.map((row) => [`week_${row.week}`, Number(row[column])])),
  }));
  const grid = table(servers.sort((a, b) => b.weighed - a.weighed), {
    name: "risk-weeks",
    limit: 20,
    columns: [
      { name: "server_id", label: "Server" },
      ...columns.map((week) => ({
        name: `week_${week}`,
        label: short(dates.get(week)!),
        help: `By ${day(dates.get(week))}`,
        align: "right" as const,
        format: (value: unknown, row: Row) =>
          cell(
            serverHref(String(row.server_id), metric),
            String(row.server_id),
            dates.get(week)!,
            Number(value),
          ),
      })),
    ],
  });
  grid.classList.add("risk-weeks");
  gridKeys(grid, "a.week");
  return grid;
}

/** Day and month, without the year: "4 Jan". */
const short = (date: Date): string => day(date).split(" ").slice(0, 2).join(" ");

function cell(href: string, server: string, date: Date, probability: number): Node {
  const shade = SHADES.filter((from) => probability >= from).length;
  return html`
    <a class=${`week shade-${shade}`} href=${href}
      aria-label=${`${server} by ${day(date)}: ${share(probability)}`}
    >${shade === 0 ? "·" : Math.round(100 * probability)}</a>
  `;
}
