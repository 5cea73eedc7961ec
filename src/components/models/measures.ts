/** The measures a reader can rank models by. */
import { difference, number, percent, share } from "../format.js";
import type { Row } from "../rows.js";

export interface Score extends Row {
  model: string;
  metric: string;
  horizon_band: string;
  series: number;
}

export interface Measure {
  /** Column of the snapshot `accuracy`. */
  name: string;
  label: string;
  /** What it is, with its unit, for a caption. */
  meaning: (metric: string) => string;
  write: (value: number | null, metric: string) => string;
  /** How far from ideal a value is. */
  away: (value: number) => number;
  /** What would be ideal, where that is not zero. */
  target?: number;
}

const own = (what: string) => (metric: string) =>
  `${what}, ${metric.startsWith("net_") ? "Mbit/s" : "points of %"}`;
const same = (what: string) => () => what;
const plain = (value: number) => value;

const scaled = (name: string, label: string, what: string): Measure => ({
  name,
  label,
  meaning: same(what),
  write: (value) => number(value, 2),
  away: plain,
});
const inUnit = (name: string, label: string, what: string): Measure => ({
  name,
  label,
  meaning: own(what),
  write: (value, metric) => difference(value, metric, 2),
  away: Math.abs,
});
const ofLoad = (name: string, label: string, what: string): Measure => ({
  name,
  label,
  meaning: same(what),
  write: (value) => percent(value, 1),
  away: plain,
});
const held = (name: string, label: string, target: number): Measure => ({
  name,
  label,
  meaning: same(`share of what happened within the ${share(target)} interval`),
  write: (value) => share(value, 1),
  away: (value) => Math.abs(value - target),
  target,
});

export const MEASURES: readonly Measure[] = [
  scaled("mase", "MASE: scaled error", "mean absolute scaled error; 1 is as wrong as repeating last week"),
  inUnit("mae", "MAE: mean error", "mean absolute error"),
  inUnit("rmse", "RMSE: large errors count more", "root mean squared error"),
  ofLoad("wape", "WAPE: error of the load", "sum of absolute errors over sum of actuals"),
  ofLoad("smape", "sMAPE: symmetric error", "symmetric mean absolute percentage error"),
  inUnit("bias", "Bias: too high or too low", "mean of predicted − actual"),
  inUnit("pinball", "Pinball loss: of the intervals", "mean quantile loss over the interval bounds"),
  held("coverage_80", "Coverage of 80 % intervals", 0.8),
  held("coverage_95", "Coverage of 95 % intervals", 0.95),
  scaled(
    "width_80",
    "Width of 80 % intervals",
    "mean width of the 80 % interval in the mean weekly change of the series",
  ),
  scaled(
    "width_95",
    "Width of 95 % intervals",
    "mean width of the 95 % interval in the mean weekly change of the series",
  ),
];

/** A measure by the name of its column; the scaled error when there is none of that name. */
export function measureNamed(name: string): Measure {
  return MEASURES.find((measure) => measure.name === name) ?? MEASURES[0]!;
}

/** The value of a measure in a score. */
export function valueOf({ name }: Measure, score: Score): number | null {
  const value = score[name];
  return typeof value === "number" ? value : null;
}

/** Models that learn no pattern: what a better one must beat. */
export const NAIVE: readonly string[] = [
  "last_value",
  "window_mean",
  "weekday_mean",
  "seasonal_naive",
  "drift",
];

/** The naive model that errs least; null when none was scored. */
export function bestNaive(scores: readonly Score[]): string | null {
  const error = (score: Score) => Number(score["mae"] ?? score["mase"]);
  const naive = scores.filter((score) => NAIVE.includes(score.model) && score["mase"] !== null);
  return naive.sort((a, b) => error(a) - error(b))[0]?.model ?? null;
}

/** What a model is to the reader. */
export function roleOf(model: string, best: string | null): string {
  if (model === "selected") return "used here";
  if (model === "oracle") return "knows the noiseless load";
  const kinds = [
    model === "weekday_mean" ? "baseline" : "",
    model === best ? "best naive" : NAIVE.includes(model) && model !== "weekday_mean" ? "naive" : "",
  ];
  return kinds.filter((kind) => kind !== "").join(", ");
}

/** Colours of the models a reader looks for; the others are there to be compared with. */
export function colorOf(model: string, best: string | null = null): string {
  if (model === "selected") return "var(--series-1)";
  if (model === "oracle") return "var(--series-3)";
  if (model === "weekday_mean" || model === best) return "var(--series-2)";
  return NAIVE.includes(model) ? "var(--series-quiet)" : "var(--series-5)";
}
