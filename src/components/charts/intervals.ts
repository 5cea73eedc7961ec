/** Whether intervals keep their promise, and how wide they must be for it. */
import { chart } from "../chart.js";
import {
  bandName,
  capital,
  inMetricOrder,
  metricName,
  modelName,
  number,
  percent,
  share,
} from "../format.js";
import { bestNaive, colorOf, NAIVE, roleOf, type Score } from "../models/measures.js";
import { aboveFacets } from "./facets.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

/** How far from its promise coverage may be. */
const ZONE = 0.05;
const PROMISES = [
  { interval: "80 %", promised: 0.8, column: "coverage_80", color: "var(--series-1)" },
  { interval: "95 %", promised: 0.95, column: "coverage_95", color: "var(--series-2)" },
] as const;

/** The band around a promise, from top to bottom. */
const tolerated = (promised: number, color: string) =>
  Plot.rect([promised], {
    x1: (value: number) => value - ZONE,
    x2: (value: number) => Math.min(1, value + ZONE),
    fill: color,
    fillOpacity: 0.12,
  });

const named = (metric: string) => metric === "all" ? "All metrics" : capital(metricName(metric));

/** Coverage of a model by metric and days ahead, at both levels. */
export function coverageByBand(
  scores: readonly Score[],
  model: string,
  bands: readonly string[],
): HTMLElement {
  const points = scores.flatMap((score) =>
    PROMISES.map(({ interval, promised, column }) => ({
      metric: score.metric,
      horizon_band: score.horizon_band,
      interval,
      promised,
      held: score[column] as number | null,
      series: score.series,
    }))
  ).filter(({ held }) => held !== null);
  const off = ({ held, promised }: { held: number | null; promised: number }) => Math.abs(held! - promised);
  const inside = points.filter((point) => off(point) <= ZONE);
  const worst = points.reduce((a, b) => off(b) > off(a) ? b : a);
  const metrics = [
    "all",
    ...inMetricOrder(points.map(({ metric }) => metric).filter((metric) => metric !== "all")),
  ];
  const rows = ["all", ...bands];
  return chart({
    title: `${number(inside.length)} of ${number(points.length)} coverages are within ${
      number(100 * ZONE)
    } points of the promise; farthest off is ${
      worst.metric === "all" ? "the mean of all metrics" : metricName(worst.metric)
    } at ${days(worst.horizon_band)}: ${share(worst.held, 1)} within the ${worst.interval} interval`,
    takeaway:
      "Left of its upright line an interval is too narrow, right of it too wide. The bands around the lines are what is tolerated.",
    unit: "share of what happened within the interval",
    source: "accuracy",
    model: modelName(model),
    legend: [
      { label: "80 % interval", color: "var(--series-1)", mark: "dot" },
      { label: "95 % interval", color: "var(--series-2)", mark: "ring" },
      { label: "tolerated", color: "var(--series-quiet)", mark: "band" },
    ],
    plot: (width) => ({
      height: 40 + (width < 480 ? 108 : 88) * metrics.length,
      marginTop: width < 480 ? 28 : 12,
      marginLeft: 92,
      marginRight: width < 480 ? 12 : 110,
      x: {
        label: null,
        domain: [Math.min(0.7, ...points.map(({ held }) => held!)), 1],
        tickFormat: (value: number) => percent(value * 100),
        ticks: width < 480 ? 4 : 8,
        grid: true,
      },
      y: { label: null, domain: rows, tickFormat: days },
      fy: {
        label: null,
        domain: metrics,
        tickFormat: named,
        padding: width < 480 ? 0.3 : 0.12,
        axis: width < 480 ? null : "right",
      },
      marks: [
        // Beside the charts there is no room on a phone.
        ...(width < 480 ? [aboveFacets(metrics, named)] : []),
        ...PROMISES.map(({ promised, color }) => tolerated(promised, color)),
        ...PROMISES.map(({ promised, color }) =>
          Plot.ruleX([promised], { stroke: color, strokeDasharray: "4 3" })
        ),
        Plot.dot(points.filter(({ promised }) => promised === 0.8), {
          x: "held",
          y: "horizon_band",
          fy: "metric",
          fill: "var(--series-1)",
          r: 4.5,
        }),
        Plot.dot(points.filter(({ promised }) => promised !== 0.8), {
          x: "held",
          y: "horizon_band",
          fy: "metric",
          stroke: "var(--series-2)",
          strokeWidth: 2,
          r: 4,
        }),
      ],
    }),
    table: {
      rows: points,
      columns: [
        { name: "metric", label: "Metric", format: (metric) => named(String(metric)) },
        { name: "horizon_band", label: "Days ahead", format: (band) => bandName(String(band)) },
        { name: "series", label: "Series" },
        { name: "interval", label: "Interval" },
        { name: "held", label: "Held", format: (value) => share(value as number | null, 1) },
      ],
    },
  });
}

const days = (band: string): string => `${bandName(band)} days`;

export interface Reliability extends Row {
  metric: string;
  model: string;
  quantile: number;
  days: number;
  share_below: number;
}

/** The calibration plot: how often what happened lay below each quantile, against how often it should. */
export function calibrationPlot(
  rows: readonly Reliability[],
  models: readonly string[],
  among: string,
): HTMLElement {
  const shown = models.filter((model) => rows.some((row) => row.model === model));
  const points = shown.flatMap((model) => pooled(rows.filter((row) => row.model === model)));
  // The first model is drawn last, above the others.
  const drawn = points.toReversed();
  const first = points.filter(({ model }) => model === shown[0]);
  const worst = first.reduce((a, b) =>
    Math.abs(b.share_below - b.quantile) > Math.abs(a.share_below - a.quantile) ? b : a
  );
  return chart({
    title: `${capital(modelName(worst.model))}: ${
      share(worst.share_below, 1)
    } of days lay below the quantile that ${share(worst.quantile, 1)} should, the farthest off of ${
      number(first.length)
    } quantiles`,
    takeaway:
      "On the diagonal a forecast is as sure as it should be. Above it too much lies below: the quantile is too high; below it, too low.",
    unit: "share of days below the quantile that was forecast",
    source: "reliability",
    window: among,
    legend: [
      ...shown.map((model) => ({ label: modelName(model), color: colorOf(model), mark: "line" as const })),
      { label: "tolerated", color: "var(--series-quiet)", mark: "band" },
    ],
    plot: (width) => ({
      height: Math.min(420, width),
      marginRight: 20,
      x: { label: "should lie below", domain: [0, 1], tickFormat: (value: number) => percent(100 * value) },
      y: {
        label: "lay below",
        domain: [0, 1],
        tickFormat: (value: number) => percent(100 * value),
        grid: true,
      },
      marks: [
        Plot.areaY([0, 1], {
          x: (value: number) => value,
          y1: (value: number) => value - ZONE,
          y2: (value: number) => value + ZONE,
          fill: "var(--series-quiet)",
          fillOpacity: 0.18,
          clip: true,
        }),
        Plot.line([[0, 0], [1, 1]], { stroke: "var(--theme-foreground-muted)", strokeDasharray: "4 3" }),
        Plot.line(drawn, {
          x: "quantile",
          y: "share_below",
          z: "model",
          stroke: ({ model }: Reliability) => colorOf(model),
        }),
        Plot.dot(drawn, {
          x: "quantile",
          y: "share_below",
          fill: ({ model }: Reliability) => colorOf(model),
          symbol: "model",
          r: 4,
        }),
      ],
      symbol: { legend: false },
    }),
    table: {
      rows: points,
      columns: [
        { name: "model", label: "Model", format: (model) => modelName(String(model)) },
        { name: "quantile", label: "Should", format: (value) => share(value as number, 1) },
        { name: "share_below", label: "Did", format: (value) => share(value as number, 1) },
        { name: "days", label: "Days" },
      ],
    },
  });
}

/** Metrics counted together, each by its days. */
function pooled(rows: readonly Reliability[]): Reliability[] {
  return [...Map.groupBy(rows, ({ quantile }) => quantile)].map(([quantile, same]) => {
    const count = same.reduce((sum, row) => sum + row.days, 0);
    const below = same.reduce((sum, row) => sum + row.days * row.share_below, 0);
    return { ...same[0]!, quantile, days: count, share_below: below / count };
  }).sort((a, b) => a.quantile - b.quantile);
}

/** "12 % narrower than"; a difference that would be written as nothing is none. */
function compareWidths(ratio: number): string {
  const difference = share(Math.abs(1 - ratio));
  return difference === share(0) ? "as wide as" : `${difference} ${ratio < 1 ? "narrower" : "wider"} than`;
}

/** How wide the 80 % interval of each model must be, and how often it held. */
export function widths(scores: readonly Score[], among: string): HTMLElement {
  const points = scores.filter((score) => score["coverage_80"] !== null && score["width_80"] !== null)
    .sort((a, b) => Number(a.model === "selected") - Number(b.model === "selected"));
  const best = bestNaive(points);
  const width = (model: string | null) =>
    points.find((score) => score.model === model)?.["width_80"] as number | undefined;
  const [selected, naive] = [width("selected"), width(best)];
  const named = new Set(["selected", "oracle", best]);
  return chart({
    title: selected === undefined || naive === undefined || best === null
      ? "How wide intervals are, and how often they held"
      : `The intervals of the models selected are ${compareWidths(selected / naive)} those of ${
        modelName(best)
      }, the best naive model`,
    takeaway:
      "Lower is more useful, as long as the dot is not left of the tolerated zone: width alone is easily had by being wrong more often.",
    unit: "width of the 80 % interval in mean weekly changes of the series, by the share of days it held",
    source: "accuracy",
    window: among,
    legend: [
      { label: "used here", color: colorOf("selected"), mark: "dot" },
      { label: "other models", color: colorOf(""), mark: "dot" },
      { label: "naive", color: colorOf("drift"), mark: "dot" },
      ...(points.some(({ model }) => model === "oracle")
        ? [{ label: "oracle", color: colorOf("oracle"), mark: "dot" as const }]
        : []),
    ],
    plot: (pixels) => ({
      height: pixels < 480 ? 300 : 340,
      marginRight: 30,
      x: {
        label: "held",
        tickFormat: (value: number) => percent(100 * value),
        domain: [
          Math.min(0.74, ...points.map((score) => score["coverage_80"] as number)),
          Math.max(0.86, ...points.map((score) => score["coverage_80"] as number)),
        ],
        nice: true,
      },
      y: { label: "width", grid: true, zero: true, nice: true },
      marks: [
        tolerated(0.8, "var(--series-1)"),
        Plot.ruleX([0.8], { stroke: "var(--series-1)", strokeDasharray: "4 3" }),
        Plot.dot(points, {
          x: "coverage_80",
          y: "width_80",
          r: 5,
          fill: ({ model }: Score) => colorOf(model, best),
          stroke: "var(--theme-background)",
        }),
        ...[-12, 14].map((dy) =>
          // The oracle lies below the selected models or close to them: its name stands below.
          Plot.text(points.filter(({ model }) => named.has(model) && (dy > 0) === (model === "oracle")), {
            x: "coverage_80",
            y: "width_80",
            text: ({ model }: Score) => modelName(model),
            stroke: "var(--theme-background)",
            fill: "var(--theme-foreground)",
            dy,
          })
        ),
        Plot.tip(
          points,
          Plot.pointer({
            x: "coverage_80",
            y: "width_80",
            title: (score: Score) =>
              `${modelName(score.model)}\nheld ${share(score["coverage_80"] as number, 1)}\nwidth ${
                number(score["width_80"] as number, 2)
              }`,
          }),
        ),
      ],
    }),
    table: {
      rows: points.map((score) => ({ ...score, role: roleOf(score.model, best) })),
      columns: [
        { name: "model", label: "Model", format: (model) => modelName(String(model)) },
        { name: "role", label: "Role" },
        ...["80", "95"].flatMap((level) => [
          {
            name: `width_${level}`,
            label: `Width ${level} %`,
            format: (value: unknown) => number(value as number, 2),
          },
          {
            name: `coverage_${level}`,
            label: `In ${level} %`,
            format: (value: unknown) => share(value as number, 1),
          },
        ]),
      ],
    },
  });
}

/** Models worth seeing beside the selected ones: the baseline, the best naive and the oracle. */
export function compared(scores: readonly Score[]): string[] {
  const best = bestNaive(scores);
  const wanted = ["selected", "weekday_mean", ...(best === null ? [] : [best]), "oracle"];
  return [...new Set(wanted)].filter((model) =>
    scores.some((score) => score.model === model) || NAIVE.includes(model)
  );
}
