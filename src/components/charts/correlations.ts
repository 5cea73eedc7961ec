/** Correlation heat maps: what moves together. */
import { chart } from "../chart.js";
import { capital, day, number, plural } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface CorrelationRow extends Row {
  scope: string;
  subject: string;
  one: string;
  other: string;
  correlation: number;
  days: number;
  first_date: Date;
  last_date: Date;
}

interface Options {
  /** What is held side by side, in words: "metrics of the same server". */
  of: string;
  /** What it means for planning that two of them rise together. */
  meaning: string;
  /** How a member is written. */
  name: (member: string) => string;
  /** Members in the order to show; by name when left out. */
  order?: readonly string[];
  /** What the days behind a figure are: "server-days". */
  days: string;
}

interface Place extends Row {
  one: string;
  other: string;
  correlation: number;
}

/** Every pair in both directions. */
export function bothWays(pairs: readonly CorrelationRow[], name: (member: string) => string): Place[] {
  return pairs.flatMap(({ one, other, correlation }) => [
    { one: name(one), other: name(other), correlation },
    { one: name(other), other: name(one), correlation },
  ]);
}

/** Correlations as a square of numbers on shades: one hue for moving together, another for moving apart. */
export function correlationMap(
  pairs: readonly CorrelationRow[],
  { of, meaning, name, order, days }: Options,
): HTMLElement {
  const members = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))].sort();
  const names = (order?.filter((member) => members.includes(member)) ?? members).map(name);
  const closest = pairs.reduce((a, b) => b.correlation > a.correlation ? b : a);
  const apart = pairs.reduce((a, b) => b.correlation < a.correlation ? b : a);
  const least = Math.min(...pairs.map((pair) => pair.days));
  const longest = Math.max(...names.map(({ length }) => length));
  return chart({
    title: `${capital(name(closest.one))} and ${name(closest.other)} move together most (${
      number(closest.correlation, 2)
    })${
      apart === closest
        ? ""
        : `, ${name(apart.one)} and ${name(apart.other)} ${apart.correlation < 0 ? "apart" : "least"} (${
          number(apart.correlation, 2)
        })`
    }`,
    takeaway:
      `Each number is the correlation of the daily loads of two ${of}: 1 always together, 0 unrelated, below 0 one up when the other is down. ${meaning}`,
    unit: `Pearson's correlation of daily P95 over its mean of the weeks around; at least ${
      plural(least, days.slice(0, -1), days)
    } behind each`,
    source: "correlations",
    window: `${day(pairs[0]?.first_date)} to ${day(pairs[0]?.last_date)}`,
    plot: (width) => {
      const margin = Math.min(150, 16 + 7 * longest);
      const side = Math.min(Math.max(64, 7 * longest + 12), (width - margin) / names.length);
      const slanted = side < 7 * longest;
      const top = slanted ? Math.min(120, 24 + 5 * longest) : 28;
      return {
        height: top + 8 + names.length * Math.min(36, Math.max(20, side)),
        marginLeft: margin,
        marginTop: top,
        marginBottom: 8,
        marginRight: Math.max(24, width - margin - side * names.length),
        padding: 0.04,
        x: {
          type: "band",
          domain: names,
          axis: "top",
          label: null,
          tickSize: 0,
          ...(slanted ? { tickRotate: -60 } : {}),
        },
        y: { type: "band", domain: names, label: null, tickSize: 0 },
        marks: [
          Plot.cell(bothWays(pairs, name), {
            x: "one",
            y: "other",
            fill: (row: Place) => row.correlation < 0 ? "var(--series-2)" : "var(--series-1)",
            fillOpacity: (row: Place) => 0.45 * Math.abs(row.correlation),
            rx: 2,
          }),
          // Where cells are too small to be read, the table has the numbers.
          Plot.text(side < 22 ? [] : bothWays(pairs, name), {
            x: "one",
            y: "other",
            text: (row: Place) => number(row.correlation, side < 30 ? 1 : 2),
            fill: "var(--theme-foreground)",
            fontSize: side < 30 ? 9 : 12,
          }),
        ],
      };
    },
    table: {
      rows: pairs,
      columns: [
        { name: "one", label: "One", format: (value) => name(String(value)) },
        { name: "other", label: "Other", format: (value) => name(String(value)) },
        { name: "correlation", label: "Correlation", format: (value) => number(value as number, 3) },
        { name: "days", label: capital(days) },
        { name: "first_date", label: "First day" },
        { name: "last_date", label: "Last day" },
      ],
    },
  });
}
