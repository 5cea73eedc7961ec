/** What models rely on: features of the global models, effects of the calendar. */
import { chart } from "../chart.js";
import { capital, inMetricOrder, metricName, number, percent, plural, words } from "../format.js";
import { featureName } from "../models/features.js";
import { aboveFacets } from "./facets.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface Importance extends Row {
  model: string;
  feature: string;
  rank: number;
  rise_pct: number;
  sd_pct: number | null;
  rows: number;
}

/** Features shown; the table behind has all. */
const SHOWN = 15;
/** Standard deviations to either side of a mean. */
const SPREAD = 2;

/** How much the loss of a global model rises when one feature is shuffled, with what chance alone moves it by. */
export function importanceChart(features: readonly Importance[]): HTMLElement {
  const ranked = [...features].sort((a, b) => a.rank - b.rank);
  const shown = ranked.slice(0, SHOWN);
  const [first] = ranked;
  const spread = ({ sd_pct }: Importance) => SPREAD * (sd_pct ?? 0);
  const clear = ranked.filter((row) => row.rise_pct > spread(row));
  return chart({
    title: `${capital(words(first!.model))} relies most on the ${
      featureName(first!.feature)
    }: without it the loss is ${percent(first!.rise_pct)} higher; ${number(clear.length)} of ${
      plural(ranked.length, "feature")
    } matter beyond chance`,
    takeaway:
      "Each feature is shuffled among days that were held out of training. The thin lines are two standard deviations over the shuffles to either side: where one reaches zero, the feature may not matter. Features that say the same stand in for each other, and each then looks less important than both are.",
    unit: "rise of the loss when the feature is shuffled, %",
    source: "importance",
    window: `${number(first!.rows)} held out days`,
    model: words(first!.model),
    plot: (width) => ({
      height: 40 + 24 * shown.length,
      marginLeft: width < 480 ? 184 : 210,
      marginRight: 56,
      x: { label: null, grid: true, nice: true },
      y: { label: null, domain: shown.map(({ feature }) => feature), tickFormat: featureName, padding: 0.35 },
      marks: [
        Plot.barX(shown, { x: "rise_pct", y: "feature", fill: "var(--series-1)" }),
        Plot.ruleY(shown, {
          x1: (row: Importance) => row.rise_pct - spread(row),
          x2: (row: Importance) => row.rise_pct + spread(row),
          y: "feature",
          stroke: "var(--theme-foreground)",
        }),
        Plot.text(shown, {
          x: (row: Importance) => row.rise_pct + spread(row),
          y: "feature",
          text: (row: Importance) => percent(row.rise_pct, 1),
          textAnchor: "start",
          dx: 6,
        }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: ranked,
      columns: [
        "rank",
        { name: "feature", label: "Feature", format: (value) => featureName(String(value)) },
        { name: "rise_pct", label: "Rise of the loss, %", format: (value) => number(value as number, 2) },
        { name: "sd_pct", label: "Standard deviation", format: (value) => number(value as number | null, 2) },
      ],
    },
  });
}

export interface Effect extends Row {
  metric: string;
  effect: string;
  series: number;
  mean: number;
  deviation: number;
}

/** Effects a reader can name, in the words of the calendar. */
const EFFECTS: Readonly<Record<string, { label: string; meaning: string }>> = {
  slope: { label: "growth in a year", meaning: "how much the level rises in a year" },
  holiday: { label: "bank holiday", meaning: "a bank holiday of the region, against an ordinary day" },
  month_end: { label: "month end", meaning: "the last day of a month" },
  quarter_end: { label: "quarter end", meaning: "each day of the window before a quarter closes" },
  quarter_end_ramp: {
    label: "last day of the quarter",
    meaning: "what the last day adds, growing over the window",
  },
  quarter_progress: {
    label: "course of the quarter",
    meaning: "what builds up over a quarter and is gone when it closes",
  },
};

/** A log as a share: effects multiply. */
const asPercent = (log: number) => 100 * (Math.exp(log) - 1);

/** What the calendar regressions have found, by effect and metric: the mean series and how series differ. */
export function effectsChart(effects: readonly Effect[], knownAt: string): HTMLElement {
  const shown = effects.filter(({ effect }) => effect in EFFECTS).map((row) => ({
    ...row,
    label: EFFECTS[row.effect]!.label,
    meaning: EFFECTS[row.effect]!.meaning,
    middle: asPercent(row.mean),
    low: asPercent(row.mean - row.deviation),
    high: asPercent(row.mean + row.deviation),
  }));
  const metrics = inMetricOrder(shown.map(({ metric }) => metric));
  const labels = Object.values(EFFECTS).map(({ label }) => label);
  const strongest = shown.reduce((a, b) => Math.abs(b.mean) > Math.abs(a.mean) ? b : a);
  return chart({
    title: `The strongest effect: ${strongest.label}, which moves ${metricName(strongest.metric)} by ${
      strongest.middle > 0 ? "+" : ""
    }${percent(strongest.middle)} in the mean series`,
    takeaway:
      "Each dot is the effect in the mean series of the metric; the line reaches one standard deviation between series to either side. Series whose line is long differ much: there a pooled mean says little of a single server.",
    unit: "change of the load, %",
    source: "effect_priors",
    window: knownAt,
    model: "calendar regression, effects that multiply",
    plot: (width) => ({
      height: 40 + (18 * metrics.length + (width < 480 ? 34 : 8)) * labels.length,
      marginLeft: 96,
      marginRight: width < 480 ? 12 : 150,
      marginTop: width < 480 ? 28 : 8,
      x: {
        label: null,
        grid: true,
        nice: true,
        tickFormat: (value: number) => percent(value),
        ticks: width < 480 ? 4 : 8,
      },
      y: { label: null, domain: metrics, tickFormat: (metric: string) => capital(metricName(metric)) },
      fy: {
        label: null,
        domain: labels,
        padding: width < 480 ? 0.3 : 0.15,
        axis: width < 480 ? null : "right",
      },
      marks: [
        ...(width < 480 ? [aboveFacets(labels, (label) => label)] : []),
        Plot.ruleX([0]),
        Plot.ruleY(shown, { x1: "low", x2: "high", y: "metric", fy: "label", stroke: "var(--series-5)" }),
        Plot.dot(shown, { x: "middle", y: "metric", fy: "label", fill: "var(--series-1)", r: 4 }),
      ],
    }),
    table: {
      rows: shown,
      columns: [
        { name: "label", label: "Effect" },
        { name: "meaning", label: "What it is" },
        { name: "metric", label: "Metric", format: (metric) => metricName(String(metric)) },
        { name: "series", label: "Series" },
        { name: "middle", label: "Mean, %", format: (value) => number(value as number, 1) },
        { name: "low", label: "One deviation below", format: (value) => number(value as number, 1) },
        { name: "high", label: "One deviation above", format: (value) => number(value as number, 1) },
      ],
    },
  });
}
