/** How much better than the weekday mean a forecaster could be who knew the generator's expectation. */
import { mean } from "simple-statistics";
import { weekday } from "../../lib/calendar/days.ts";
import { type Metric, METRICS } from "../../lib/pipeline/schemas/columns.ts";
import type { GeneratorSettings, Place } from "../../lib/telemetry/settings.ts";
import { cleanSeries, expectedSeries } from "../../lib/telemetry/clean.ts";

export const HORIZON = 180;
const CUTOFFS_BEFORE_END = [180, 270, 360];
const BASELINE_DAYS = 365;
const WEEK = 7;

/** Mean per weekday, Monday first, of values whose first has the given day number. */
function weekdayMeans(values: Float64Array, first: number): number[] {
  const byWeekday = Array.from({ length: WEEK }, (): number[] => []);
  for (const [index, value] of values.entries()) byWeekday[weekday(first + index) - 1]!.push(value);
  return byWeekday.map((those) => mean(those));
}

const weeklyChange = (values: Float64Array) =>
  mean([...values.subarray(WEEK)].map((value, index) => Math.abs(value - values[index]!)));

interface Errors {
  baseline: number;
  oracle: number;
}

/** Mean absolute errors over one horizon, scaled by the in-sample weekly change. */
function errorsAt(actual: Float64Array, expected: Float64Array, first: number, cutoff: number): Errors {
  const known = actual.subarray(0, cutoff);
  const means = weekdayMeans(known.subarray(-BASELINE_DAYS), first + cutoff - BASELINE_DAYS);
  const days = Array.from({ length: HORIZON }, (_, ahead) => cutoff + ahead);
  const scale = weeklyChange(known);
  const error = (forecast: (day: number) => number) =>
    mean(days.map((day) => Math.abs(actual[day]! - forecast(day)))) / scale;
  return {
    baseline: error((day) => means[weekday(first + day) - 1]!),
    oracle: error((day) => expected[day]!),
  };
}

/** Scaled errors of every series with a year of history before each cutoff, by metric. */
export function errorsByMetric(
  servers: readonly Place[],
  settings: GeneratorSettings,
): Map<Metric, Errors[]> {
  const actual = cleanSeries(servers, settings);
  const expected = expectedSeries(servers, settings, 0);
  const errors = (metric: Metric) =>
    actual.flatMap(({ values, first, days }, server) =>
      CUTOFFS_BEFORE_END.map((before) => days - before)
        .filter((cutoff) => cutoff > BASELINE_DAYS)
        .map((cutoff) => errorsAt(values[metric], expected[server]!.values[metric], first, cutoff))
    );
  return new Map(METRICS.map((metric) => [metric, errors(metric)]));
}

/** Share by which the oracle's mean error is smaller than the baseline's. */
export const gain = (errors: readonly Errors[]): number =>
  1 - mean(errors.map(({ oracle }) => oracle)) / mean(errors.map(({ baseline }) => baseline));
