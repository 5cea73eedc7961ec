/** The shape of the year: how the months differ, growth left out. */
import { chart } from "../chart.js";
import { gain, metricName } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";
import { kindEnds, kindName, kindRoom, kindScale, kindsOf, type WeekRow } from "./fleet.js";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
/** Weeks of the year before and after that a week is held against: a whole year, centred. */
const HALF_YEAR = 26;

export interface MonthRow extends Row {
  archetype: string;
  month: string;
  /** Mean load of its weeks over that of the year around each, less 1. */
  change: number;
  weeks: number;
}

/** Each kind's months against the year around them; only weeks that have a whole year around them count. */
export function monthsOf(weeks: readonly WeekRow[]): MonthRow[] {
  return [...Map.groupBy(weeks, ({ archetype }) => archetype)].flatMap(([archetype, own]) => {
    const ratios = own.flatMap(({ week, mean }, at) => {
      const around = own.slice(Math.max(0, at - HALF_YEAR), at + HALF_YEAR + 1);
      if (around.length <= 2 * HALF_YEAR) return [];
      const level = around.reduce((sum, row) => sum + row.mean, 0) / around.length;
      return level > 0 ? [{ month: MONTHS[week.getUTCMonth()]!, ratio: mean / level }] : [];
    });
    return MONTHS.flatMap((month) => {
      const of = ratios.filter((row) => row.month === month);
      if (of.length === 0) return [];
      const change = of.reduce((sum, { ratio }) => sum + ratio, 0) / of.length - 1;
      return [{ archetype, month, change, weeks: of.length }];
    });
  });
}

/** What the season of the year does to the load. */
export function yearShape(months: readonly MonthRow[], metric: string, window: string): HTMLElement {
  const kinds = kindsOf(months);
  const strongest = months.reduce((a, b) => Math.abs(b.change) > Math.abs(a.change) ? b : a);
  return chart({
    title: `The strongest month: ${kindName(strongest.archetype)} servers in ${strongest.month}, ${
      gain(strongest.change)
    } against the year around it`,
    takeaway:
      "Each line is one kind of server; zero is the mean of the year around each week, so growth is left out.",
    unit: `change of ${metricName(metric)} against the mean of the year around`,
    source: "weekly_load",
    window,
    plot: (width) => ({
      height: 260,
      marginRight: kindRoom(kinds),
      x: {
        type: "point",
        domain: MONTHS,
        label: null,
        padding: 0.3,
        tickFormat: (month: string) => month.slice(0, width < 480 ? 1 : 3),
      },
      y: { label: null, grid: true, tickFormat: (value: number) => gain(value), nice: true },
      color: kindScale(kinds),
      marks: [
        Plot.ruleY([0], { stroke: "var(--ink-actual)" }),
        Plot.lineY(months, {
          x: "month",
          y: "change",
          z: "archetype",
          stroke: "archetype",
          strokeWidth: 1.8,
        }),
        Plot.dot(months, { x: "month", y: "change", fill: "archetype", r: 3 }),
        kindEnds(months, kinds, { x: "month", y: "change" }),
      ],
    }),
    table: {
      rows: months,
      columns: [
        { name: "archetype", label: "Archetype" },
        { name: "month", label: "Month" },
        { name: "change", label: "Change", format: (value) => gain(value as number, 1) },
        { name: "weeks", label: "Weeks" },
      ],
    },
  });
}
