/** Charts of the risk page. */
import { from } from "../arquero.js";
import { chart } from "../chart.js";
import {
  capital,
  day,
  exactPercent,
  inDays,
  inMetricOrder,
  list,
  metricName,
  number,
  percent,
  plural,
  share,
} from "../format.js";
import { type Level, LEVELS, levelScales, levelShape, look } from "../levels.js";
import type { LegendItem } from "../legend.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

/** A series with its level and when it reaches the high threshold. */
export interface DatedRow extends Row {
  server_id: string;
  metric: string;
  level: Level;
  days_to_80_p10: number | null;
  days_to_80_p50: number | null;
  days_to_80_p90: number | null;
  breach_80_horizon: number | null;
  priority: number | null;
}

export interface RiskRow extends DatedRow {
  peak_p50: number | null;
  peak_date: Date | null;
}

export interface Thresholds {
  high: number;
  very_high: number;
  under_used: number;
}

const DAY = 86_400_000;
/** Edges of bins of 5 %, the outermost included: Plot counts nothing beyond them. */
const BIN_EDGES = Array.from({ length: 21 }, (_, index) => 5 * index);
/** A bin ends before its upper edge, and the last one takes in 100 %. */
const within = (peak: number) => Math.min(peak, 100 - 1e-9);

const capitalName = (metric: string) => capital(metricName(metric));

/** Levels that occur, worst first, as a legend. */
function levelLegend(rows: readonly DatedRow[]): LegendItem[] {
  return LEVELS.filter((level) => rows.some((row) => row.level === level)).map((level) => ({
    label: look(level).word,
    sample: levelShape(level),
  }));
}

/** How many series of each metric stand at each level. */
export function levelsByMetric(rows: readonly RiskRow[], window: string): HTMLElement {
  const counts = countBy(rows);
  const serious = new Map<string, number>();
  for (const { metric, level, series } of counts) {
    if (level === "very_high" || level === "high") serious.set(metric, (serious.get(metric) ?? 0) + series);
  }
  return chart({
    title: shortest(serious, new Set(rows.map(({ metric }) => metric)).size),
    takeaway: "Each bar is one metric; its parts are the servers at each level, worst first.",
    unit: "servers",
    source: "risk",
    window,
    model: "selected per series",
    legend: levelLegend(rows),
    plot: () => ({
      height: 60 + 34 * new Set(rows.map((row) => row.metric)).size,
      marginLeft: 96,
      x: { label: "servers", grid: true },
      y: {
        label: null,
        domain: inMetricOrder(rows.map((row) => row.metric)),
        tickFormat: capitalName,
        padding: 0.25,
      },
      color: levelScales.color,
      marks: [
        Plot.barX(counts, { x: "series", y: "metric", fill: "level", order: [...LEVELS], insetRight: 1 }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: counts,
      columns: [
        { name: "metric", format: (value) => metricName(String(value)) },
        { name: "level", format: (value) => look(value as Level).word },
        { name: "series", label: "servers" },
      ],
    },
  });
}

/** The metric, or the metrics, of most series at high or very high risk. @param metrics  how many there are in all */
export function shortest(serious: ReadonlyMap<string, number>, metrics: number): string {
  const most = Math.max(0, ...serious.values());
  if (most === 0) return "No metric has a series at high or very high risk";
  const names = [...serious].filter(([, series]) => series === most).map(([metric]) => metricName(metric));
  const often = metrics === 1 ? "" : " most often";
  return `${capital(list(names))} ${names.length === 1 ? "runs" : "run"} short${often}: ${
    plural(most, "server")
  } ${names.length === 1 ? "" : "each "}at high or very high risk`;
}

interface LevelCount extends Row {
  metric: string;
  level: Level;
  series: number;
}

function countBy(rows: readonly RiskRow[]): LevelCount[] {
  return from([...rows]).groupby("metric", "level").count({ as: "series" }).objects() as LevelCount[];
}

/** The soonest, and how many more come on the same day. */
function nextOf(soon: readonly DatedRow[]): string {
  const [next] = soon as [DatedRow];
  const others = soon.filter(({ days_to_80_p50 }) => days_to_80_p50 === next.days_to_80_p50).length - 1;
  const name = `${next.server_id} (${metricName(next.metric)})`;
  return others === 0
    ? `${name}, ${inDays(next.days_to_80_p50)}`
    : `${name} and ${number(others)} more, ${inDays(next.days_to_80_p50)}`;
}

/** When the first series reach the high threshold, with how sure that is; the soonest first. */
export function breachDates(
  rows: readonly DatedRow[],
  { asOf, horizonDays, thresholds, most, total = rows.filter((row) => row.days_to_80_p50 !== null).length }: {
    asOf: Date;
    horizonDays: number;
    thresholds: Thresholds;
    /** Series shown. */
    most: number;
    /** Series with a date, where the rows are not all of them. */
    total?: number;
  },
): HTMLElement {
  const after = (days: number | null) =>
    new Date(asOf.getTime() + Math.min(days ?? horizonDays, horizonDays) * DAY);
  const coming = rows
    .filter((row) => row.days_to_80_p50 !== null)
    .sort((a, b) =>
      a.days_to_80_p50! - b.days_to_80_p50! || (a.priority ?? Infinity) - (b.priority ?? Infinity)
    )
    .slice(0, most)
    .map((row) => ({
      ...row,
      series: `${row.server_id} ${metricName(row.metric)}`,
      early: after(row.days_to_80_p10 ?? 0),
      likely: after(row.days_to_80_p50),
      late: after(row.days_to_80_p90),
      open: row.days_to_80_p90 === null,
    }));
  const already = coming.filter((row) => row.days_to_80_p50 === 0).length;
  const soon = coming.filter((row) => row.days_to_80_p50 !== null && row.days_to_80_p50 > 0);
  return chart({
    title: soon.length === 0
      ? `${plural(already, "series is", "series are")} over ${
        exactPercent(thresholds.high)
      } already, and no other follows`
      : `${
        already === 0
          ? "The"
          : `${plural(already, "series is", "series are")} over ${exactPercent(thresholds.high)} already; the`
      } next to reach ${exactPercent(thresholds.high)}: ${nextOf(soon)}`,
    takeaway:
      `The mark is the day that is as likely too early as too late; the line runs from the day that 1 path in 10 beats to the day that 9 in 10 have passed. A line that reaches the right edge may also never end in a breach.${
        coming.length < total
          ? ` Shown are the ${number(coming.length)} soonest of ${number(total)} series.`
          : ""
      }`,
    unit: `day on which daily P95 reaches ${exactPercent(thresholds.high)} of capacity`,
    source: "risk",
    window: `${day(asOf)} to ${day(after(horizonDays))}`,
    model: "selected per series",
    legend: levelLegend(coming),
    plot: (width) => ({
      height: 60 + 22 * coming.length,
      marginLeft: width < 480 ? 118 : 150,
      x: { type: "utc", domain: [asOf, after(horizonDays)], label: null, grid: true },
      y: { label: null, domain: coming.map((row) => row.series) },
      color: levelScales.color,
      symbol: levelScales.symbol,
      marks: [
        Plot.ruleY(coming, {
          y: "series",
          x1: "early",
          x2: "late",
          stroke: "level",
          strokeWidth: 5,
          strokeOpacity: 0.28,
          strokeLinecap: "round",
        }),
        Plot.dot(coming, { x: "likely", y: "series", fill: "level", symbol: "level", r: 5 }),
        Plot.ruleX([asOf], { stroke: "var(--ink-actual)" }),
      ],
    }),
    table: {
      rows: coming,
      columns: [
        "server_id",
        { name: "metric", format: (value) => metricName(String(value)) },
        { name: "early", label: "1 in 10 by" },
        { name: "likely", label: "as likely as not by" },
        {
          name: "late",
          label: "9 in 10 by",
          format: (value, row) => row.open ? "not within the horizon" : day(value as Date),
        },
        { name: "breach_80_horizon", label: "probability", format: (value) => share(value as number | null) },
      ],
    },
  });
}

/** Where the peaks of the coming months lie between idle and full. */
export function peakDistribution(
  rows: readonly RiskRow[],
  thresholds: Thresholds,
  window: string,
): HTMLElement {
  const assessed = rows.filter((row) => row.peak_p50 !== null);
  const idle = assessed.filter((row) => (row.peak_p50 ?? 0) < thresholds.under_used).length;
  const over = assessed.filter((row) => (row.peak_p50 ?? 0) >= thresholds.high).length;
  const lines = [
    { at: thresholds.under_used, label: "under-used" },
    { at: thresholds.high, label: "high" },
    { at: thresholds.very_high, label: "very high" },
  ];
  return chart({
    title: `${plural(over, "series peaks", "series peak")} at ${exactPercent(thresholds.high)} or more, ${
      plural(idle, "peaks", "peak")
    } below ${exactPercent(thresholds.under_used)}`,
    takeaway:
      "Each bar counts series by the highest median they are forecast to reach. Left of the first line capacity lies idle; right of the second it runs short.",
    unit: "series by peak daily P95, % of capacity",
    source: "risk",
    window,
    model: "selected per series",
    legend: levelLegend(assessed),
    plot: (width) => ({
      height: 300,
      marginTop: 40,
      x: {
        label: "peak, % of capacity",
        domain: [0, 100],
      },
      y: { label: "series", grid: true, tickFormat: "d" },
      color: levelScales.color,
      marks: [
        Plot.rectY(
          assessed,
          Plot.binX<Plot.RectYOptions>({ y: "count" }, {
            x: (row: RiskRow) => within(row.peak_p50 ?? 0),
            fill: "level",
            thresholds: BIN_EDGES,
            domain: [0, 100],
            order: [...LEVELS],
            insetLeft: 0.5,
            insetRight: 0.5,
          }),
        ),
        Plot.ruleY([0]),
        Plot.ruleX(lines, { x: "at", stroke: "var(--ink-actual)", strokeDasharray: "4 3" }),
        // Names of neighbours would lie over each other.
        ...lines.map(({ at, label }, index) =>
          Plot.text([label], {
            x: [at],
            text: [`${label} ${at}`],
            frameAnchor: "top",
            dy: width < 600 && index % 2 === 1 ? -31 : -13,
          })
        ),
      ],
    }),
    table: {
      rows: assessed,
      columns: [
        "server_id",
        { name: "metric", format: (value) => metricName(String(value)) },
        { name: "peak_p50", label: "peak, %", format: (value) => percent(value as number | null, 1) },
        { name: "peak_date", label: "on" },
      ],
    },
  });
}
