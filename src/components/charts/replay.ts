/** A past forecast beside what then happened. */
import { chart } from "../chart.js";
import {
  capital,
  day,
  difference,
  gain,
  metricName,
  metricUnit,
  modelName,
  number,
  share,
} from "../format.js";
import { bestNaive, NAIVE, roleOf } from "../models/measures.js";
import type {
  ReplayedCutoff,
  ReplayedDay,
  ReplayedModel,
  ReplayedSeries,
  ReplayIndex,
} from "../models/replay.js";
import { seenDays } from "../models/replay.js";
import * as Plot from "../plot.js";
import { table } from "../table.js";

const SEEN_DAYS = 120;

export interface Replay {
  series: ReplayedSeries;
  cutoff: ReplayedCutoff;
  model: ReplayedModel;
  naive: ReplayedModel | undefined;
  days: readonly ReplayedDay[];
}

/** What the model said at the cutoff, how sure it was and what happened. */
export function replayChart({ series, cutoff, model, naive, days }: Replay): HTMLElement {
  const { server_id, metric } = series;
  const seen = seenDays(series, cutoff.cutoff, SEEN_DAYS);
  const unit = metricUnit(metric) === "%" ? "% of capacity" : metricUnit(metric);
  const origin = new Date(cutoff.cutoff);
  return chart({
    title: finding(model, naive, metric, cutoff.cutoff),
    takeaway:
      "To the left of the upright line is what the model had seen; to the right, what it said and what then happened.",
    unit: `daily 95th percentile of ${metricName(metric)} of ${server_id}, ${unit}`,
    source: "backtest",
    window: `${day(seen[0]?.date ?? days[0]?.date)} to ${day(days.at(-1)?.date)}`,
    model: modelName(model.model),
    legend: [
      { label: "observed", color: "var(--ink-actual)", mark: "line" },
      { label: modelName(model.model), color: "var(--ink-forecast)", mark: "line" },
      { label: "its 80 % and 95 % intervals", color: "var(--ink-forecast)", mark: "band" },
      ...(naive === undefined || naive === model
        ? []
        : [{ label: modelName(naive.model), color: "var(--series-2)", mark: "dash" as const }]),
    ],
    plot: (width) => ({
      height: width < 480 ? 280 : 360,
      x: { type: "utc", label: null },
      y: { label: unit, grid: true, nice: true, zero: true },
      marks: marks(days, seen, origin, naive === model ? undefined : naive),
    }),
    table: {
      rows: days,
      columns: [
        "date",
        ...["actual", "predicted", "naive", "lo_80", "hi_80", "lo_95", "hi_95"].map((name) => ({
          name,
          ...(name === "naive" && naive !== undefined ? { label: modelName(naive.model) } : {}),
          format: (value: unknown) => number(value as number | null, 1),
        })),
      ],
    },
  });
}

function finding(
  model: ReplayedModel,
  naive: ReplayedModel | undefined,
  metric: string,
  cutoff: string,
): string {
  const own = `From ${day(cutoff)}, ${modelName(model.model)} was wrong by ${
    difference(model.mae, metric)
  } on average over ${number(model.days)} days`;
  return naive === undefined || naive === model
    ? own
    : `${own}, ${modelName(naive.model)} by ${difference(naive.mae, metric)}`;
}

function marks(
  days: readonly ReplayedDay[],
  seen: readonly { date: Date; value: number | null }[],
  origin: Date,
  naive: ReplayedModel | undefined,
): Plot.Markish[] {
  const sure = days.filter(({ lo_95 }) => lo_95 !== null);
  const band = (low: string, high: string, opacity: number) =>
    Plot.areaY(sure, { x: "date", y1: low, y2: high, fill: "var(--ink-forecast)", fillOpacity: opacity });
  return [
    band("lo_95", "hi_95", 0.13),
    band("lo_80", "hi_80", 0.22),
    Plot.lineY(seen, { x: "date", y: "value", stroke: "var(--ink-actual)", strokeWidth: 1 }),
    Plot.lineY(days, { x: "date", y: "actual", stroke: "var(--ink-actual)", strokeWidth: 1 }),
    ...(naive === undefined ? [] : [
      Plot.lineY(days, { x: "date", y: "naive", stroke: "var(--series-2)", strokeDasharray: "4 3" }),
    ]),
    Plot.lineY(days, { x: "date", y: "predicted", stroke: "var(--ink-forecast)", strokeWidth: 1.8 }),
    Plot.ruleX([origin], { stroke: "var(--ink-actual)" }),
    Plot.ruleY([0]),
    Plot.tip(
      days,
      Plot.pointerX({
        x: "date",
        y: "predicted",
        title: (row: ReplayedDay) =>
          `${day(row.date)}\nforecast ${number(row.predicted, 1)}, observed ${number(row.actual, 1)}\n80 %: ${
            number(row.lo_80, 1)
          } to ${number(row.hi_80, 1)}\n95 %: ${number(row.lo_95, 1)} to ${number(row.hi_95, 1)}`,
      }),
    ),
  ];
}

/** Every model at the cutoff, the one that erred least first. */
export function replayScores({ metric }: ReplayedSeries, { models }: ReplayedCutoff): HTMLElement {
  const best = bestNaive(
    models.map(({ model, mae }) => ({ model, mae, mase: mae, metric, horizon_band: "all", series: 1 })),
  );
  const baseline = models.find(({ model }) => model === "weekday_mean")?.mae ?? null;
  const rows = models.map(({ model, chosen, days, mae, coverage_80, coverage_95 }) => ({
    model,
    role: [chosen ? "chosen then" : "", roleOf(model, best)].filter((role) => role !== "").join(", "),
    days,
    mae,
    gain: mae === null || baseline === null || baseline === 0 ? null : 1 - mae / baseline,
    coverage_80,
    coverage_95,
  }));
  return table(rows, {
    name: "replayed_models",
    limit: 20,
    sort: { column: "mae" },
    columns: [
      { name: "model", label: "Model", format: (value) => modelName(String(value)) },
      { name: "role", label: "Role" },
      { name: "days", label: "Days" },
      { name: "mae", label: "Mean error", format: (value) => difference(value as number | null, metric, 2) },
      { name: "gain", label: "vs weekday mean", format: (value) => gain(value as number | null, 1) },
      { name: "coverage_80", label: "In 80 %", format: (value) => share(value as number | null) },
      { name: "coverage_95", label: "In 95 %", format: (value) => share(value as number | null) },
    ],
  });
}

/** The naive model beside which a forecast is shown: the weekday mean, or the best there is. */
export function naiveOf({ models }: ReplayedCutoff): ReplayedModel | undefined {
  return models.find(({ model }) => model === "weekday_mean") ??
    models.find(({ model }) => NAIVE.includes(model));
}

/** Models as menu options: the one chosen at each cutoff first. */
export function modelOptions({ quantiles }: ReplayIndex): { value: string; label: string }[] {
  const names = [...new Set(Object.values(quantiles).flatMap((models) => Object.keys(models)))].sort();
  return [
    { value: "chosen", label: "The one chosen then" },
    ...names.map((value) => ({ value, label: capital(modelName(value)) })),
  ];
}
