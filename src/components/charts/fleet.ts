/** Charts of the fleet page. */
import { from } from "../arquero.js";
import { chart } from "../chart.js";
import {
  capital,
  day,
  gain,
  measure,
  metricName,
  metricUnit,
  number,
  percent,
  share,
  words,
} from "../format.js";
import type { Legend } from "../legend.js";
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

/** Who owns how many servers, and how critical they are. */
export function owners(servers: readonly Server[]): HTMLElement {
  const counts = from([...servers]).groupby("business_unit", "criticality").count({ as: "servers" })
    .objects() as Count[];
  const totals = from([...servers]).groupby("business_unit").count({ as: "servers" }).objects() as Count[];
  const ranked = [...totals].sort((a, b) => b.servers - a.servers);
  const critical = servers.filter((server) => server.criticality === "High").length;
  return chart({
    title: `${ranked[0]?.business_unit} owns the most servers, ${number(ranked[0]?.servers)} of ${
      number(servers.length)
    }; ${share(critical / servers.length)} of all are highly critical`,
    takeaway: "Each bar is one owner, its parts how much the business depends on the servers.",
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
      x: { label: "servers", grid: true },
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
    table: { rows: counts, columns: ["business_unit", "criticality", "servers"] },
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

export function kindLegend(kinds: readonly string[]): Legend {
  return kinds.map((kind, index) => ({
    label: `${kindName(kind)}${kind === "unknown" ? " servers" : ""}`,
    color: KIND_COLORS[index % 5]!,
    mark: "line",
  }));
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
      : `${capital(kindName(fastest.kind))} servers ${
        fastest.change! > 0 ? "grew fastest" : "lost least"
      }: their mean ${metricName(metric)} load moved by ${gain(fastest.change)} in the last year`,
    takeaway: "Each line is the mean of daily P95 over all servers of a kind, one point a week.",
    unit: `weekly mean of daily P95, ${unit}`,
    source: "weekly_load",
    window: `${day(first)} to ${day(last)}`,
    legend: kindLegend(kinds),
    plot: () => ({
      height: 300,
      x: { type: "utc", label: null },
      y: { label: unit, grid: true, zero: true, nice: true },
      color: kindScale(kinds),
      marks: [
        Plot.lineY(weeks, { x: "week", y: "mean", z: "archetype", stroke: "archetype", strokeWidth: 1.4 }),
        Plot.ruleY([0]),
      ],
    }),
    table: { rows: weeks, columns: ["archetype", "week", "servers", "mean", "p10", "p90"] },
  });
}

/** Change of the mean from the year before last to the last; null with less than two years. */
function growthOf(weeks: readonly WeekRow[]): { change: number | null } {
  const values = weeks.map((row) => row.mean);
  if (values.length < 104) return { change: null };
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return { change: mean(values.slice(-52)) / mean(values.slice(-104, -52)) - 1 };
}

export interface EffectRow extends Row {
  archetype: string;
  metric: string;
  effect: string;
  day: number;
  change: number;
  server_days: number;
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** What the week does to the load. */
export function weekShape(effects: readonly EffectRow[], metric: string, window: string): HTMLElement {
  const week = effects.filter((row) => row.effect === "weekday").map((row) => ({
    ...row,
    weekday: DAYS[row.day - 1]!,
  }));
  const kinds = kindsOf(week);
  const strongest = week.reduce((a, b) => Math.abs(b.change) > Math.abs(a.change) ? b : a);
  return chart({
    title: `The strongest weekday effect: ${kindName(strongest.archetype)} servers on ${strongest.weekday}, ${
      gain(strongest.change)
    }`,
    takeaway: "Each line is one kind of server; zero is its mean over ordinary weeks.",
    unit: `change of ${metricName(metric)} against the ordinary mean`,
    source: "calendar_effects",
    window,
    legend: kindLegend(kinds),
    plot: () => ({
      height: 260,
      x: { type: "point", domain: DAYS, label: null, padding: 0.3 },
      y: { label: null, grid: true, tickFormat: (value: number) => percent(value * 100), nice: true },
      color: kindScale(kinds),
      marks: [
        Plot.ruleY([0], { stroke: "var(--ink-actual)" }),
        Plot.lineY(week, {
          x: "weekday",
          y: "change",
          z: "archetype",
          stroke: "archetype",
          strokeWidth: 1.8,
        }),
        Plot.dot(week, { x: "weekday", y: "change", fill: "archetype", r: 3 }),
      ],
    }),
    table: {
      rows: week,
      columns: [
        "archetype",
        "weekday",
        { name: "change", format: (value) => gain(value as number, 1) },
        "server_days",
      ],
    },
  });
}

/** What quarter ends and holidays do to the load. */
export function specialDays(effects: readonly EffectRow[], metric: string, window: string): HTMLElement {
  const special = effects.filter((row) => row.effect !== "weekday").map((row) => ({
    ...row,
    kind: kindName(row.archetype),
    days: row.effect === "holiday" ? "bank holiday" : "quarter end",
  }));
  const strongest = special.reduce((a, b) => Math.abs(b.change) > Math.abs(a.change) ? b : a);
  const kinds = ["quarter end", "bank holiday"];
  const colors = ["var(--series-2)", "var(--series-1)"];
  return chart({
    title: `${capital(strongest.days)}s move ${strongest.kind} servers most: ${gain(strongest.change)}`,
    takeaway: "Each mark compares special working days with ordinary ones of the weeks around them.",
    unit: `change of ${metricName(metric)} against ordinary working days`,
    source: "calendar_effects",
    window,
    legend: kinds.map((label, index) => ({
      label,
      color: colors[index]!,
      mark: index === 0 ? "dot" : "ring",
    })),
    plot: () => ({
      height: 60 + 36 * new Set(special.map((row) => row.kind)).size,
      marginLeft: 100,
      x: { label: null, grid: true, nice: true, tickFormat: (value: number) => percent(value * 100) },
      y: { label: null, padding: 0.4 },
      color: { domain: kinds, range: colors },
      marks: [
        Plot.ruleX([0], { stroke: "var(--ink-actual)" }),
        Plot.link(special, { x1: 0, x2: "change", y1: "kind", y2: "kind", stroke: "days", strokeWidth: 1.5 }),
        Plot.dot(special.filter((row) => row.effect === "quarter_end"), {
          x: "change",
          y: "kind",
          fill: "days",
          r: 5,
        }),
        Plot.dot(special.filter((row) => row.effect === "holiday"), {
          x: "change",
          y: "kind",
          stroke: "days",
          fill: "var(--theme-background)",
          strokeWidth: 2,
          r: 4.5,
        }),
      ],
    }),
    table: {
      rows: special,
      columns: [
        { name: "kind", label: "archetype" },
        "days",
        { name: "change", format: (value) => gain(value as number, 1) },
        "server_days",
      ],
    },
  });
}
