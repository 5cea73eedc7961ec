/** The forecast page's chart: what was, what is expected, how sure that is. */
import { chart } from "../chart.js";
import { day, exactPercent, measure, metricName, modelName, number } from "../format.js";
import type { LegendItem } from "../legend.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";
import { findingLegend, findingMarks, findingRows, type Findings } from "./findings.js";

export interface HistoryRow extends Row {
  date: Date;
  value: number | null;
  flag: string;
}

export interface ForecastRow extends Row {
  date: Date;
  p025: number;
  p10: number;
  p50: number;
  p90: number;
  p975: number;
}

export interface Threshold {
  label: string;
  /** In the unit of the metric. */
  value: number;
}

export interface ForecastChart {
  server: string;
  metric: string;
  model: string;
  history: readonly HistoryRow[];
  future: readonly ForecastRow[];
  thresholds: readonly Threshold[];
  /** What stood out in the history. */
  findings: Omit<Findings, "metric">;
  /** What the forecast rests on, said in place of how to read the chart. */
  basis?: string;
}

const QUANTILES = { p025: "P2.5", p10: "P10", p50: "Median", p90: "P90", p975: "P97.5" } as const;

const HOW_TO_READ =
  "To the left of the solid upright line is what was observed, to the right what is expected. Four in five days should fall within the dark band, nineteen in twenty within the light one.";

const LEGEND: readonly LegendItem[] = [
  { label: "observed", color: "var(--ink-actual)", mark: "line" },
  { label: "median forecast", color: "var(--ink-forecast)", mark: "line" },
  { label: "80 % and 95 % intervals", color: "var(--ink-forecast)", mark: "band" },
];
const REPAIRED: LegendItem = { label: "filled or capped", color: "var(--series-2)", mark: "ring" };

const isRepaired = ({ flag }: HistoryRow): boolean => flag === "imputed" || flag === "capped";

/** History, median and intervals of one series, against its thresholds. */
export function forecastChart(
  { server, metric, model, history, future, thresholds, findings, basis = HOW_TO_READ }: ForecastChart,
): HTMLElement {
  const stood = { metric, ...findings };
  const unit = metric.startsWith("net_") ? "Mbit/s" : "% of capacity";
  const first = history[0]?.date ?? future[0]?.date;
  const last = future.at(-1)?.date;
  const range = domain(metric, history, future, thresholds, stood);
  const drawn = thresholds.filter(({ value }) => value <= range[1]);
  return chart({
    title: finding(server, metric, future, thresholds),
    takeaway: basis,
    unit: `daily 95th percentile of ${metricName(metric)}, ${unit}`,
    source: "forecasts",
    window: `${day(first)} to ${day(last)}`,
    model: modelName(model),
    legend: [
      ...LEGEND,
      ...(history.some(isRepaired) ? [REPAIRED] : []),
      ...findingLegend(stood),
    ],
    plot: (width) => ({
      height: width < 480 ? 280 : 380,
      marginTop: 30,
      marginRight: width < 480 || drawn.length === 0 ? 16 : 92,
      x: { type: "utc", label: null },
      y: { label: unit, grid: true, nice: true, domain: range },
      marks: [...marks(width, history, future, drawn), ...findingMarks(stood)],
    }),
    table: {
      rows: [...findingRows(stood), ...future],
      columns: [
        { name: "date", label: "Day" },
        ...Object.entries(QUANTILES).map(([name, label]) => ({
          name,
          label,
          format: (value: unknown) => number(value as number, 1),
        })),
        { name: "finding", label: "What stood out", detail: true },
      ],
    },
  });
}

function finding(
  server: string,
  metric: string,
  future: readonly ForecastRow[],
  thresholds: readonly Threshold[],
): string {
  const peak = future.reduce((a, b) => b.p50 > a.p50 ? b : a);
  const crossed = thresholds.filter(({ value }) => peak.p50 >= value).at(-1);
  const where = `${metricName(metric)} of ${server}`;
  const high = `${measure(peak.p50, metric)} on ${day(peak.date)}`;
  return crossed === undefined
    ? `The ${where} is expected to peak at ${high}${thresholds.length === 0 ? "" : ", below every threshold"}`
    : `The ${where} is expected to peak at ${high}, above the threshold “${crossed.label}”`;
}

function domain(
  metric: string,
  history: readonly HistoryRow[],
  future: readonly ForecastRow[],
  thresholds: readonly Threshold[],
  { flagged }: Findings,
): [number, number] {
  const measured = flagged.map(({ value }) => value);
  if (!metric.startsWith("net_")) return [0, Math.max(100, ...measured)];
  const seen = Math.max(
    ...history.map((row) => row.value ?? 0),
    ...measured,
    ...future.map((row) => row.p975),
  );
  // A threshold far above the load would flatten it; it is named in the caption's table all the same.
  const near = thresholds.filter(({ value }) => value < 2 * seen).map(({ value }) => value);
  return [0, Math.max(seen, ...near) * 1.05];
}

function marks(
  width: number,
  history: readonly HistoryRow[],
  future: readonly ForecastRow[],
  thresholds: readonly Threshold[],
): Plot.Markish[] {
  const repaired = history.filter(isRepaired);
  const begin = future[0]?.date;
  const band = (low: string, high: string, opacity: number) =>
    Plot.areaY(future, { x: "date", y1: low, y2: high, fill: "var(--ink-forecast)", fillOpacity: opacity });
  return [
    band("p025", "p975", 0.13),
    band("p10", "p90", 0.22),
    Plot.ruleY(thresholds, { y: "value", stroke: "var(--level-high)", strokeDasharray: "5 3", clip: true }),
    Plot.text(thresholds, {
      y: "value",
      text: (line: Threshold) => line.label,
      // On a phone there is no room beside the lines.
      ...(width < 480
        ? { frameAnchor: "left", textAnchor: "start", dx: 4, dy: -7, stroke: "var(--theme-background)" }
        : { frameAnchor: "right", textAnchor: "start", dx: 6 }),
      fill: "var(--theme-foreground-muted)",
    }),
    Plot.lineY(history, { x: "date", y: "value", stroke: "var(--ink-actual)", strokeWidth: 1 }),
    Plot.dot(repaired, { x: "date", y: "value", r: 2.5, stroke: "var(--series-2)" }),
    Plot.lineY(future, { x: "date", y: "p50", stroke: "var(--ink-forecast)", strokeWidth: 1.6 }),
    ...(begin === undefined ? [] : [Plot.ruleX([begin], { stroke: "var(--ink-actual)", strokeWidth: 1 })]),
    Plot.ruleY([0]),
    Plot.tip(
      future,
      Plot.pointerX({
        x: "date",
        y: "p50",
        title: (row: ForecastRow) =>
          `${day(row.date)}\nmedian ${number(row.p50, 1)}\n80 %: ${number(row.p10, 1)} to ${
            number(row.p90, 1)
          }\n95 %: ${number(row.p025, 1)} to ${number(row.p975, 1)}`,
      }),
    ),
  ];
}

/** The thresholds of a metric in its own unit; none for a network whose capacity is not known. */
export function thresholdsOf(
  metric: string,
  { high, very_high }: { high: number; very_high: number },
  networkMbps: number | null,
): Threshold[] {
  const scale = metric.startsWith("net_") ? (networkMbps === null ? null : networkMbps / 100) : 1;
  if (scale === null) return [];
  return [
    { label: `high, ${exactPercent(high)}`, value: high * scale },
    { label: `very high, ${exactPercent(very_high)}`, value: very_high * scale },
  ];
}

/** The thresholds as amounts of a capacity, for what is not measured in percent. */
export function shareThresholds(
  { high, very_high }: { high: number; very_high: number },
  capacity: number,
): Threshold[] {
  return thresholdsOf("", { high, very_high }, null).map(({ label, value }) => ({
    label: `${label} of capacity`,
    value: value * capacity / 100,
  }));
}
