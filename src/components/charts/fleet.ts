/** Charts of the fleet page. */
import { from } from "../arquero.js";
import { chart } from "../chart.js";
import { countTicks } from "./count_ticks.js";
import {
  capital,
  day,
  list,
  measure,
  metricName,
  metricUnit,
  number,
  plural,
  share,
  words,
} from "../format.js";
import { lineEnds, roomFor } from "./line_ends.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface Server extends Row {
  server_id: string;
  business_unit: string;
  criticality: string;
  archetype: string;
}

const CRITICALITIES = ["High", "Medium", "Low", "unknown"];
const CRITICALITY_COLORS = ["var(--series-1)", "var(--series-5)", "var(--series-faint)", "var(--series-2)"];
const KIND_COLORS = [
  "var(--series-1)",
  "var(--series-2)",
  "var(--series-3)",
  "var(--series-4)",
  "var(--series-6)",
];

interface Count extends Row {
  business_unit: string;
  criticality: string;
  servers: number;
}

/** Who owns most of the servers, or that several own as many. @param ranked  the one with most first, not empty */
export function mostOwned(
  ranked: readonly Pick<Count, "business_unit" | "servers">[],
  servers: number,
): string {
  const [first] = ranked as [typeof ranked[number]];
  const foremost = ranked.filter((unit) => unit.servers === first.servers);
  if (ranked.length === 1) return `${first.business_unit} owns ${plural(servers, "server")}`;
  if (foremost.length === 1) {
    return `${first.business_unit} owns the most servers, ${number(first.servers)} of ${number(servers)}`;
  }
  const names = list(foremost.map(({ business_unit }) => business_unit));
  return `${names} own the most servers, ${number(first.servers)} of ${number(servers)} each`;
}

/** Who owns how many servers, and how critical they are. */
export function owners(servers: readonly Server[]): HTMLElement {
  const counts = from([...servers]).groupby("business_unit", "criticality").count({ as: "servers" })
    .objects() as Count[];
  const totals = from([...servers]).groupby("business_unit").count({ as: "servers" }).objects() as Count[];
  const ranked = [...totals].sort((a, b) => b.servers - a.servers);
  const critical = servers.filter((server) => server.criticality === "High").length;
  return chart({
    title: `${mostOwned(ranked, servers.length)}; ${
      critical === 0
        ? "none is highly critical"
        : `${share(critical / servers.length)} of all are highly critical`
    }`,
    takeaway: "Each bar is one business unit, its parts how much the business depends on the servers.",
    unit: "servers",
    source: "servers",
    legend: CRITICALITIES.filter((label) => counts.some((row) => row["criticality"] === label)).map((
      label,
    ) => ({
      label: `${label} criticality`,
      color: CRITICALITY_COLORS[CRITICALITIES.indexOf(label)]!,
      mark: "bar",
    })),
    plot: () => ({
      height: 60 + 34 * ranked.length,
      marginLeft: 100,
      x: { label: "servers", grid: true, ...countTicks(ranked[0]!["servers"] as number) },
      y: { label: null, domain: ranked.map((row) => row.business_unit), padding: 0.25 },
      color: { domain: CRITICALITIES, range: CRITICALITY_COLORS },
      marks: [
        Plot.barX(counts, {
          x: "servers",
          y: "business_unit",
          fill: "criticality",
          order: CRITICALITIES,
          insetRight: 1,
        }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: counts,
      columns: [
        { name: "business_unit", label: "Business unit" },
        { name: "criticality", label: "Criticality" },
        { name: "servers", label: "Servers" },
      ],
    },
  });
}

export interface WeekRow extends Row {
  archetype: string;
  metric: string;
  week: Date;
  servers: number;
  mean: number;
}

/** A kind of server in running text; where kinds are not recorded there is only one. */
export const kindName = (kind: string) => kind === "unknown" ? "all" : words(kind);

export const kindsOf = (rows: readonly { archetype: string }[]) =>
  [...new Set(rows.map((row) => row.archetype))].sort();

/** What a kind's line is called. */
const lineName = (kind: string) => kind === "unknown" ? "all servers" : kindName(kind);

export const kindRoom = (kinds: readonly string[]): number => roomFor(kinds.map(lineName));

/** The names of kinds at the ends of their lines. */
export function kindEnds(
  rows: readonly Row[],
  kinds: readonly string[],
  at: { x: string; y: string; dx?: number },
): Plot.Markish {
  return lineEnds(rows, {
    ...at,
    name: (row) => lineName(String(row["archetype"])),
    color: (row) => KIND_COLORS[kinds.indexOf(String(row["archetype"])) % 5]!,
  });
}

export const kindScale = (kinds: readonly string[]) => ({
  domain: kinds,
  range: kinds.map((_, index) => KIND_COLORS[index % 5]!),
});

/** How the load of each kind of server has moved. */
export function loadByWeek(weeks: readonly WeekRow[], metric: string): HTMLElement {
  const kinds = kindsOf(weeks);
  const growth = kinds.map((kind) => ({ kind, ...growthOf(weeks.filter((row) => row.archetype === kind)) }))
    .filter(({ change }) => change !== null)
    .sort((a, b) => b.change! - a.change!);
  const [fastest] = growth;
  const first = weeks[0]?.week;
  const last = weeks.at(-1)?.week;
  const unit = metricUnit(metric) === "%" ? "% of capacity" : "Mbit/s";
  return chart({
    title: fastest === undefined
      ? `The mean ${metricName(metric)} load went from ${measure(weeks[0]?.mean, metric, 1)} to ${
        measure(weeks.at(-1)?.mean, metric, 1)
      }`
      : `${capital(lineName(fastest.kind))}${fastest.kind === "unknown" ? "" : " servers"} ${
        fastest.change! > 0 ? "grew" : "fell"
      }${kinds.length === 1 ? "" : fastest.change! > 0 ? " fastest" : " least"}: their mean ${
        metricName(metric)
      } load of the last year is ${share(Math.abs(fastest.change!))} ${
        fastest.change! > 0 ? "above" : "below"
      } that of the year before`,
    takeaway: `Each line is the mean of daily P95 over all servers ${
      kinds.length === 1 ? "" : "of a kind"
    }, one point a week.`.replace(" ,", ","),
    unit: `weekly mean of daily P95, ${unit}`,
    source: "weekly_load",
    window: `${day(first)} to ${day(last)}`,
    plot: () => ({
      height: 300,
      marginRight: kindRoom(kinds),
      x: { type: "utc", label: null },
      y: { label: unit, grid: true, zero: true, nice: true },
      color: kindScale(kinds),
      marks: [
        Plot.lineY(weeks, { x: "week", y: "mean", z: "archetype", stroke: "archetype", strokeWidth: 1.4 }),
        kindEnds(weeks, kinds, { x: "week", y: "mean" }),
        Plot.ruleY([0]),
      ],
    }),
    table: {
      rows: weeks,
      columns: [
        { name: "archetype", label: "Archetype" },
        { name: "week", label: "Week from" },
        { name: "servers", label: "Servers" },
        ...["mean", "p10", "p90"].map((name) => ({
          name,
          label: name === "mean" ? "Mean" : name.toUpperCase(),
          format: (value: unknown) => number(value as number | null, 1),
        })),
      ],
    },
  });
}

/** Change of the mean from the year before last to the last; null with less than two years. */
function growthOf(weeks: readonly WeekRow[]): { change: number | null } {
  const values = weeks.map((row) => row.mean);
  if (values.length < 104) return { change: null };
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return { change: mean(values.slice(-52)) / mean(values.slice(-104, -52)) - 1 };
}
