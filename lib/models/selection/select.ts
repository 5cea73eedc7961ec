/** Which model forecasts a series, decided on errors known at the time. */
import type { choices } from "../../pipeline/schemas/choices.ts";
import type { Metric } from "../../pipeline/schemas/columns.ts";
import type { RowOf } from "../../pipeline/schemas/snapshot.ts";
import { type Candidate, leastWrong, ranked } from "./rank.ts";
import * as reason from "./reason.ts";

export type Choice = RowOf<typeof choices>;

/** A series as it was known on a day. */
export interface KnownSeries {
  server_id: string;
  metric: Metric;
  known_at: string;
  /** Days with a value. */
  days: number;
  /** Whether all values are equal. */
  constant: boolean;
  /** Why it is not assessed; null when it is. */
  refused: string | null;
  /** Cutoffs and forecast days its models were compared on; 0 before the first backtest. */
  cutoffs: number;
  comparedDays: number;
  /** Simplest first. */
  candidates: readonly Candidate[];
  /** The naive model that did best on the other series of the metric; null when none has been scored. */
  bestNaive: string | null;
}

export interface SelectionSettings {
  min_history_days: number;
  /** Compared days below which models are not told apart. */
  min_compared_days: number;
}

/** In place of a model: the series is not forecast. */
export const NONE = "none";
const LAST_VALUE = "last_value";

/**
 * Chooses the model of a series. Not assessed, too short and constant series come first; then the one of
 * lowest expected error among those scored on the series, naive ones included; a series without backtest takes the naive model best elsewhere, and one
 * with too little of it keeps its last value.
 */
export function choose(series: KnownSeries, settings: SelectionSettings): Choice {
  const { min_history_days, min_compared_days } = settings;
  const { server_id, metric, known_at, days, cutoffs } = series;
  const chosen = (model: string, reason: string): Choice => ({
    server_id,
    metric,
    known_at,
    model,
    reason,
    runner_up: null,
    mae: null,
    runner_up_mae: null,
  });
  if (series.refused !== null) return chosen(NONE, reason.refused(series.refused));
  if (days < min_history_days) return chosen(NONE, reason.tooShort(days, min_history_days));
  if (series.constant) return chosen(LAST_VALUE, reason.constant(days));

  const last = series.candidates.find(({ model }) => model === LAST_VALUE);
  if (last !== undefined && series.comparedDays < min_compared_days) {
    return {
      ...chosen(LAST_VALUE, reason.tooFewCompared(series.comparedDays, min_compared_days)),
      mae: last.mae,
    };
  }

  const [first, second] = ranked(series.candidates);
  if (first === undefined) {
    return series.bestNaive === null
      ? chosen(LAST_VALUE, reason.nothingToCompare(days))
      : chosen(series.bestNaive, reason.noBacktest(days, metric));
  }
  if (second === undefined) return { ...chosen(first.model, reason.onlyOne(metric, first)), mae: first.mae };
  const least = leastWrong(series.candidates)!;
  return {
    ...chosen(
      first.model,
      first.mae <= least.mae
        ? reason.lowest(metric, first, second, cutoffs)
        : reason.expected(metric, first, least, cutoffs),
    ),
    runner_up: second.model,
    mae: first.mae,
    runner_up_mae: second.mae,
  };
}
