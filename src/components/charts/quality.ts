/** Charts of the data-quality page. */
import { from, op } from "../arquero.js";
import { chart } from "../chart.js";
import { countTicks } from "./count_ticks.js";
import { capital, inMetricOrder, metricName, number, percent, plural, verdictName } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface QualityRow extends Row {
  metric: string;
  verdict: string;
  days_expected: number;
  missing_pct: number;
  duplicates: number;
  out_of_range: number;
  outliers: number;
}

const capitalName = (metric: string) => capital(metricName(metric));

const VERDICTS = ["assessed", "warn", "not_assessed"];
const VERDICT_COLORS = ["var(--level-ok)", "var(--level-watch)", "var(--level-not-assessed)"];

interface VerdictCount extends Row {
  metric: string;
  verdict: string;
  series: number;
}

/** "98 good, 22 with a warning". */
const spelled = (counts: readonly VerdictCount[]): string =>
  VERDICTS.flatMap((verdict) => {
    const found = counts.find((count) => count.verdict === verdict);
    return found === undefined ? [] : [`${number(found.series)} ${verdictName(verdict)}`];
  }).join(", ");

/** How many series of each metric may be judged. */
export function verdicts(rows: readonly QualityRow[], window: string): HTMLElement {
  const counts = from([...rows]).groupby("metric", "verdict").count({ as: "series" })
    .objects() as VerdictCount[];
  const warned = rows.filter((row) => row.verdict === "warn").length;
  const fit = rows.filter((row) => row.verdict !== "not_assessed").length;
  const perMetric = [...Map.groupBy(rows, ({ metric }) => metric).values()].map(({ length }) => length);
  return chart({
    title: fit === rows.length
      ? `${fit === 1 ? "The one series" : `All ${plural(fit, "series", "series")}`} can be judged, ${
        number(warned)
      } with a warning`
      : `${number(fit)} of ${plural(rows.length, "series", "series")} can be judged, ${
        number(warned)
      } with a warning`,
    takeaway: "Each bar is one metric; series that are not assessed get no level and no recommendation.",
    unit: "series",
    source: "quality",
    window,
    legend: VERDICTS.map((verdict, index) => ({
      label: verdictName(verdict),
      color: VERDICT_COLORS[index]!,
      mark: "bar",
    })),
    plot: (width) => ({
      height: 60 + 34 * new Set(rows.map((row) => row.metric)).size,
      marginLeft: 96,
      marginRight: width < 600 ? 20 : 200,
      x: { label: "series", grid: true, ...countTicks(Math.max(...perMetric)) },
      y: {
        label: null,
        domain: inMetricOrder(rows.map((row) => row.metric)),
        tickFormat: capitalName,
        padding: 0.25,
      },
      color: { domain: VERDICTS, range: VERDICT_COLORS },
      marks: [
        Plot.barX(counts, { x: "series", y: "metric", fill: "verdict", order: VERDICTS, insetRight: 1 }),
        Plot.text(width < 600 ? [] : inMetricOrder(rows.map((row) => row.metric)), {
          x: (metric: string) => rows.filter((row) => row.metric === metric).length,
          y: (metric: string) => metric,
          text: (metric: string) => spelled(counts.filter((count) => count.metric === metric)),
          textAnchor: "start",
          dx: 8,
        }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: counts,
      columns: [
        { name: "metric", label: "Metric", format: (metric) => metricName(String(metric)) },
        { name: "verdict", label: "Verdict", format: (verdict) => verdictName(String(verdict)) },
        { name: "series", label: "Series" },
      ],
    },
  });
}

/** How much of each series is missing. */
export function missingShares(rows: readonly QualityRow[], refuse: number, window: string): HTMLElement {
  const over = rows.filter((row) => row.missing_pct > refuse).length;
  const most = Math.max(0, ...rows.map((row) => row.missing_pct));
  return chart({
    title: over === 0
      ? `No series misses more than ${percent(most, most < 10 ? 1 : 0)} of its days`
      : `${plural(over, "series misses", "series miss")} more than ${percent(refuse)} of ${
        over === 1 ? "its" : "their"
      } days`,
    takeaway: "Each bar counts series by how many of their expected days have no valid value.",
    unit: "series by days without a valid value, % of days expected",
    source: "quality",
    window,
    plot: () => ({
      height: 240,
      x: { label: "missing, % of days", grid: false, domain: [0, Math.max(most, 1)], nice: true },
      y: { label: "series", grid: true, ...countTicks(rows.length) },
      marks: [
        Plot.rectY(
          rows,
          Plot.binX<Plot.RectYOptions>({ y: "count" }, {
            x: "missing_pct",
            fill: "var(--series-1)",
            thresholds: 20,
            insetLeft: 0.5,
            insetRight: 0.5,
          }),
        ),
        Plot.ruleY([0]),
      ],
    }),
    table: {
      rows,
      columns: [
        { name: "server_id", label: "Server" },
        { name: "metric", label: "Metric", format: (metric) => metricName(String(metric)) },
        { name: "days_expected", label: "Days expected" },
        { name: "days_present", label: "Days present" },
        { name: "missing_pct", label: "Missing", format: (value) => percent(value as number, 1) },
        { name: "longest_gap", label: "Longest gap, days" },
      ],
    },
  });
}

interface Repairs extends Row {
  metric: string;
  what: string;
  values: number;
}

/** What cleaning did to the readings. */
export function repairs(rows: readonly QualityRow[], window: string): HTMLElement {
  const sums = from([...rows]).groupby("metric").rollup({
    capped: op.sum("outliers"),
    refused: op.sum("out_of_range"),
    doubled: op.sum("duplicates"),
  }).fold(["capped", "refused", "doubled"], { as: ["what", "values"] }).objects() as Repairs[];
  const total = sums.reduce((sum, row) => sum + row.values, 0);
  const names: Record<string, string> = {
    capped: "capped as outliers",
    refused: "refused as impossible",
    doubled: "delivered twice",
  };
  const kinds = Object.keys(names);
  const colors = ["var(--series-1)", "var(--series-2)", "var(--series-4)"];
  const days = rows.reduce((sum, row) => sum + row.days_expected, 0);
  return chart({
    title: total === 0
      ? "No value had to be repaired"
      : `Cleaning changed or refused ${plural(total, "value")}, ${percent(100 * total / days, 2)} of all`,
    takeaway:
      "Each bar is one metric, its parts what was done. Every refused reading is in the quarantine with its rule.",
    unit: "values",
    source: "quality",
    window,
    legend: kinds.map((kind, index) => ({ label: names[kind]!, color: colors[index]!, mark: "bar" })),
    plot: () => ({
      height: 60 + 34 * new Set(rows.map((row) => row.metric)).size,
      marginLeft: 96,
      x: { label: "values", grid: true, tickFormat: (value: number) => number(value) },
      y: {
        label: null,
        domain: inMetricOrder(rows.map((row) => row.metric)),
        tickFormat: capitalName,
        padding: 0.25,
      },
      color: { domain: kinds, range: colors },
      marks: [
        Plot.barX(sums, { x: "values", y: "metric", fill: "what", order: kinds, insetRight: 1 }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: sums,
      columns: [
        { name: "metric", label: "Metric", format: (metric) => metricName(String(metric)) },
        { name: "what", label: "What", format: (what) => names[String(what)]! },
        { name: "values", label: "Values" },
      ],
    },
  });
}

export interface CoverageRow extends Row {
  server_id: string;
  month: Date;
  days: number;
  observed: number;
  missing: number;
}

/** Rows that fit a page; of more servers those with the least observed are shown. */
const MOST_SERVERS = 40;

/** Ink for what is missing: small shares already show. */
const shade = (missing: number): string =>
  `color-mix(in srgb, var(--series-2) ${Math.round(7 + 93 * Math.sqrt(missing))}%, transparent)`;

/** How many servers there are, and how many of their days came as they are used. */
export interface Observed {
  servers: number;
  days: number;
  observed: number;
}

/** What series add up to. */
export function observedOf(
  rows: readonly (Row & { days_expected: number; observed_pct: number })[],
): Observed {
  return {
    servers: new Set(rows.map((row) => row["server_id"])).size,
    days: rows.reduce((sum, { days_expected }) => sum + days_expected, 0),
    observed: rows.reduce(
      (sum, { days_expected, observed_pct }) => sum + days_expected * observed_pct / 100,
      0,
    ),
  };
}

/**
 * Share of each month's days with a value as it came, server by server.
 * @param whole  all servers, where the rows are of those with the least observed only
 */
export function coverageMap(rows: readonly CoverageRow[], window: string, whole?: Observed): HTMLElement {
  const months = from([...rows]).groupby("server_id", "month").rollup({
    days: op.sum("days"),
    observed: op.sum("observed"),
    missing: op.sum("missing"),
  }).objects() as CoverageRow[];
  const cells = months.map((row) => ({ ...row, share: row.observed / row.days }));
  const servers = from(cells).groupby("server_id").rollup({
    days: op.sum("days"),
    observed: op.sum("observed"),
  }).objects() as { server_id: string; days: number; observed: number }[];
  servers.sort((a, b) => a.observed / a.days - b.observed / b.days || (a.server_id < b.server_id ? -1 : 1));
  const shown = servers.slice(0, MOST_SERVERS).map(({ server_id }) => server_id);
  const total = whole ?? {
    servers: servers.length,
    days: servers.reduce((sum, { days }) => sum + days, 0),
    observed: servers.reduce((sum, { observed }) => sum + observed, 0),
  };
  const worst = servers[0]!;
  return chart({
    title: `${
      percent(100 * total.observed / total.days, 1)
    } of all days are used as they came; fewest of ${worst.server_id}, ${
      percent(100 * worst.observed / worst.days, 1)
    }`,
    takeaway:
      `Each row is one server, each cell a month; the stronger its colour, the more of it is missing, filled or capped.${
        total.servers > shown.length
          ? ` The ${number(shown.length)} servers with least of ${number(total.servers)} are shown.`
          : ""
      }`,
    unit: "share of days that are missing, filled or capped",
    source: "coverage",
    window,
    legend: [
      { label: "every day as it came", color: shade(0), mark: "bar" },
      { label: "a tenth missing, filled or capped", color: shade(0.1), mark: "bar" },
      { label: "all of them", color: shade(1), mark: "bar" },
    ],
    plot: () => ({
      height: 60 + 15 * shown.length,
      marginLeft: 84,
      x: { label: null, type: "band", tickFormat: monthName, ticks: januaries(cells) },
      y: { label: null, domain: shown, tickSize: 0 },
      marks: [
        Plot.cell(cells.filter(({ server_id }) => shown.includes(server_id)), {
          x: "month",
          y: "server_id",
          fill: ({ share }: { share: number }) => shade(1 - share),
          inset: 0.5,
          tip: true,
          title: (row: CoverageRow & { share: number }) =>
            `${row.server_id}, ${monthName(row.month)}: ${percent(100 * row.share)} observed, ${
              plural(row.missing, "day")
            } missing`,
        }),
      ],
    }),
    table: {
      rows: cells.toSorted((a, b) => a.share - b.share),
      columns: [
        { name: "server_id", label: "Server" },
        { name: "month", label: "Month", format: (value) => monthName(value as Date) },
        { name: "days", label: "Days" },
        { name: "observed", label: "Observed" },
        { name: "missing", label: "Missing" },
      ],
    },
  });
}

const monthName = (month: Date): string =>
  month.toLocaleDateString("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

/** Every January, or every month of a short history. */
function januaries(cells: readonly { month: Date }[]): Date[] {
  const months = [...new Map(cells.map(({ month }) => [month.getTime(), month])).values()]
    .sort((a, b) => a.getTime() - b.getTime());
  return months.length <= 12 ? months : months.filter((month) => month.getUTCMonth() === 0);
}
