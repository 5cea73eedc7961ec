/** Charts of the risk page that look beyond single series: probabilities kept, groups, seasons, drivers. */
import { chart } from "../chart.js";
import {
  capital,
  day,
  exactPercent,
  list,
  metricName,
  number,
  percent,
  plural,
  share,
  words,
} from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface Reliability extends Row {
  source: string;
  window_days: number;
  bin: number;
  series: number;
  mean_predicted: number;
  observed_share: number;
  brier: number;
}

const SOURCE_NAMES: Readonly<Record<string, string>> = {
  selected: "this report",
  weekday_mean: "weekday mean",
  base_rate: "base rate",
};
const sourceName = (source: string) => SOURCE_NAMES[source] ?? words(source);
const SOURCE_COLORS: Readonly<Record<string, string>> = {
  selected: "var(--series-1)",
  weekday_mean: "var(--series-2)",
};
const sourceColor = ({ source }: Reliability) => SOURCE_COLORS[source] ?? "var(--series-quiet)";

/** Probability said against share that happened, one dot per tenth, its area the number of series. */
export function reliability(
  rows: readonly Reliability[],
  { days, threshold }: { days: number; threshold: number },
): HTMLElement {
  const own = rows.filter((row) => row.window_days === days);
  const all = own.find((row) => row.source === "selected" && row.bin === 0);
  const bins = own.filter((row) => row.bin > 0 && row.source in SOURCE_COLORS);
  return chart({
    title: all === undefined
      ? "No probability has been put to the test yet"
      : `Within ${days} days ${share(all.mean_predicted, 2)} were expected to reach ${
        exactPercent(threshold)
      } and ${share(all.observed_share, 2)} did`,
    takeaway:
      "Each dot gathers the series that were given about the same probability; its area grows with their number, and single ones lie far from the line by chance. On the line probabilities came true; above it more happened than was said.",
    unit: "share of series that reached the threshold",
    source: "risk_calibration",
    window: "past cutoffs",
    legend: [
      { label: "this report", color: "var(--series-1)", mark: "dot" },
      { label: "weekday mean", color: "var(--series-2)", mark: "ring" },
    ],
    plot: (width) => ({
      height: width < 760 ? 300 : 340,
      inset: 10,
      x: { label: "probability said", domain: [0, 1], tickFormat: "%", grid: true },
      y: { label: "share that happened", domain: [0, 1], tickFormat: "%", grid: true },
      r: { range: [3, 12] },
      marks: [
        Plot.line([[0, 0], [1, 1]], { stroke: "var(--ink-actual)", strokeDasharray: "4 3" }),
        Plot.dot(bins.filter(({ source }) => source === "weekday_mean"), {
          x: "mean_predicted",
          y: "observed_share",
          r: "series",
          stroke: sourceColor,
          strokeWidth: 2,
        }),
        Plot.dot(bins.filter(({ source }) => source === "selected"), {
          x: "mean_predicted",
          y: "observed_share",
          r: "series",
          fill: sourceColor,
          fillOpacity: 0.8,
        }),
      ],
    }),
    table: {
      rows: bins,
      columns: [
        { name: "source", label: "forecast", format: (value) => sourceName(String(value)) },
        { name: "bin", label: "tenth" },
        "series",
        { name: "mean_predicted", label: "said", format: (value) => share(value as number, 1) },
        { name: "observed_share", label: "happened", format: (value) => share(value as number, 1) },
      ],
    },
  });
}

export interface Group extends Row {
  value: string;
  servers: number;
  expected_90d: number | null;
  low_90d: number | null;
  high_90d: number | null;
}

/** The group with most to expect, or the groups where the number shown is the same. */
function mostToExpect(known: readonly Group[]): string {
  const expected = (group: Group) => number(group.expected_90d, 1);
  const foremost = known.filter((group) => expected(group) === expected(known[0]!));
  const of = (group: Group) => `of ${plural(group.servers, "server")}`;
  const [first] = foremost as [Group];
  // Where no inventory names groups, all are in one.
  if (first.value === "unknown" && known.length === 1) return `Of the fleet ${expected(first)} ${of(first)}`;
  return foremost.length === 1
    ? `${first.value} has most to expect: ${expected(first)} ${of(first)}`
    : `${list(foremost.map(({ value }) => value))} have most to expect: in each ${expected(first)} servers`;
}

/** Servers to be expected over the threshold, group by group, with their range. */
export function expectedByGroup(groups: readonly Group[], grouping: string, threshold: number): HTMLElement {
  const known = groups.filter((group) => group.expected_90d !== null)
    .sort((a, b) => (b.expected_90d ?? 0) - (a.expected_90d ?? 0));
  const [most] = known;
  const none = number(most?.expected_90d ?? null, 1) === number(0, 1);
  const servers = new Map(known.map((group) => [group.value, group.servers]));
  return chart({
    title: most === undefined
      ? "No group can be judged 90 days ahead"
      : none
      ? `No ${grouping} has a server to expect at ${exactPercent(threshold)} within 90 days`
      : `${mostToExpect(known)} reach ${exactPercent(threshold)} within 90 days`,
    takeaway:
      "The mark is the expected number of servers with any metric over the threshold on at least one day; the line holds it in 8 cases of 10. In brackets all servers of the group.",
    unit: "servers",
    source: "risk_rollup",
    window: "90 days ahead",
    model: "selected per series",
    plot: (width) => ({
      height: 60 + 26 * known.length,
      marginLeft: width < 480 ? 126 : 160,
      x: { label: "servers", grid: true, zero: true },
      y: {
        label: null,
        domain: known.map(({ value }) => value),
        tickFormat: (value: string) => `${value} (${number(servers.get(value))})`,
      },
      marks: [
        Plot.ruleY(known, {
          y: "value",
          x1: "low_90d",
          x2: "high_90d",
          stroke: "var(--series-1)",
          strokeWidth: 5,
          strokeOpacity: 0.28,
          strokeLinecap: "round",
        }),
        Plot.dot(known, { x: "expected_90d", y: "value", fill: "var(--series-1)", r: 5 }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: groups,
      columns: [
        { name: "value", label: grouping },
        "servers",
        { name: "very_high", label: "very high" },
        "high",
        "watch",
        { name: "expected_30d", label: "in 30 days", format: (value) => number(value as number | null, 1) },
        { name: "expected_90d", label: "in 90 days", format: (value) => number(value as number | null, 1) },
        { name: "expected_180d", label: "in 180 days", format: (value) => number(value as number | null, 1) },
        { name: "first_date_p50", label: "first by", format: (value) => day(value as Date | null) },
        { name: "first_priority", label: "best place" },
      ],
    },
  });
}

export interface Seasonal extends Row {
  server_id: string;
  metric: string;
  peak_p50: number;
  breach_80: number;
  before_breach_80: number;
}

export interface Season {
  season: string;
  window: string;
  threshold: number;
  /** Series shown. */
  most: number;
  /** Series expected over the threshold in the window and before it, where the rows are not all there are. */
  sums?: { brought: number; before: number };
}

/** Series that a season lifts over the threshold, beside the same weekdays before. */
export function seasonal(
  rows: readonly Seasonal[],
  { season, window, threshold, most, sums }: Season,
): HTMLElement {
  const sum = (name: "breach_80" | "before_breach_80") => rows.reduce((total, row) => total + row[name], 0);
  const { brought, before } = sums ?? { brought: sum("breach_80"), before: sum("before_breach_80") };
  const top = [...rows].sort((a, b) => b.breach_80 - a.breach_80 || b.peak_p50 - a.peak_p50).slice(0, most)
    .map((row) => ({ ...row, name: `${row.server_id} ${metricName(row.metric)}` }));
  return chart({
    title: `The coming ${season} brings ${number(brought, 1)} series to ${
      exactPercent(threshold)
    }, the days before it ${number(before, 1)}`,
    takeaway:
      `The filled mark is the probability of reaching the threshold in the window, the ring that on the same weekdays before it; a long line is risk that the season itself brings. The title adds up all series${
        top.length === most ? `; shown are the ${number(top.length)} likeliest` : ""
      }.`,
    unit: `probability of reaching ${exactPercent(threshold)} of capacity`,
    source: "seasonal_risk",
    window,
    model: "selected per series",
    legend: [
      { label: `in the ${season}`, color: "var(--series-1)", mark: "dot" },
      { label: "before it", color: "var(--series-quiet)", mark: "ring" },
    ],
    plot: (width) => ({
      height: 60 + 22 * top.length,
      marginLeft: width < 480 ? 118 : 150,
      x: { label: "probability", domain: [0, 1], tickFormat: "%", grid: true },
      y: { label: null, domain: top.map(({ name }) => name) },
      marks: [
        Plot.ruleY(top, {
          y: "name",
          x1: "before_breach_80",
          x2: "breach_80",
          stroke: "var(--series-faint)",
          strokeWidth: 3,
        }),
        Plot.dot(top, { x: "before_breach_80", y: "name", stroke: "var(--series-quiet)", strokeWidth: 2 }),
        Plot.dot(top, { x: "breach_80", y: "name", fill: "var(--series-1)", r: 5 }),
      ],
    }),
    table: {
      rows: top,
      columns: [
        "server_id",
        { name: "metric", format: (value) => metricName(String(value)) },
        { name: "peak_p50", label: "median peak", format: (value) => percent(value as number, 1) },
        { name: "peak_p90", label: "P90 peak", format: (value) => percent(value as number, 1) },
        { name: "breach_80", label: "probability", format: (value) => share(value as number) },
        { name: "before_breach_80", label: "before", format: (value) => share(value as number) },
      ],
    },
  });
}

export interface RiskDriver extends Row {
  feature: string;
  importance: number;
  importance_low: number;
  importance_high: number;
  accuracy: number;
  majority_accuracy: number;
  found: number;
}

const FEATURE_NAMES: Readonly<Record<string, string>> = {
  is_web: "web server",
  is_database: "database",
  is_batch: "batch server",
  is_cpu: "CPU series",
  is_memory: "memory series",
  vcpu: "number of vCPU",
  production: "in production",
  quarter_end_effect: "quarter-end effect",
};
const featureName = (feature: string) => FEATURE_NAMES[feature] ?? words(feature);

/** What the forest of explanation goes by, with its spread over repeats. */
export function drivers(rows: readonly RiskDriver[]): HTMLElement {
  const ranked = [...rows].sort((a, b) => b.importance - a.importance);
  const [first] = ranked as [RiskDriver];
  // Those whose spread reaches that of the first cannot be told from it.
  const telling = ranked.filter(({ importance_high }) => importance_high >= first.importance_low);
  return chart({
    title: `${capital(list(telling.map(({ feature }) => featureName(feature))))} ${
      telling.length === 1 ? "tells" : "tell"
    } most about a series’ risk`,
    takeaway:
      `How much worse the forest's votes get when a feature is shuffled, on series its trees had not seen; the line spans the repeats, and one that touches 0 says nothing. It tells ${
        share(first.accuracy, 1)
      } rightly, where saying “no risk” of every series would reach ${
        share(first.majority_accuracy, 1)
      }, and finds ${share(first.found)} of those at risk.`,
    unit: "rise of the mean squared error of the vote",
    source: "risk_drivers",
    model: "random forest, out of bag",
    plot: (width) => ({
      height: 60 + 24 * ranked.length,
      marginLeft: width < 480 ? 118 : 150,
      x: { label: "importance", grid: true },
      y: { label: null, domain: ranked.map(({ feature }) => feature), tickFormat: featureName },
      marks: [
        Plot.ruleY(ranked, {
          y: "feature",
          x1: "importance_low",
          x2: "importance_high",
          stroke: "var(--series-1)",
          strokeWidth: 5,
          strokeOpacity: 0.28,
          strokeLinecap: "round",
        }),
        Plot.dot(ranked, { x: "importance", y: "feature", fill: "var(--series-1)", r: 5 }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: ranked,
      columns: [
        { name: "feature", format: (value) => featureName(String(value)) },
        { name: "importance", format: (value) => number(value as number, 4) },
        { name: "importance_low", label: "lowest", format: (value) => number(value as number, 4) },
        { name: "importance_high", label: "highest", format: (value) => number(value as number, 4) },
        { name: "mean_at_risk", label: "mean at risk", format: (value) => number(value as number, 1) },
        { name: "mean_others", label: "mean of others", format: (value) => number(value as number, 1) },
      ],
    },
  });
}
