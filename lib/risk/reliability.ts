/** Whether probabilities came true: reliability by bin, and the Brier score (Brier 1950). */
import type { riskCalibration } from "../pipeline/schemas/risk_calibration.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";

export type RiskCalibrationRow = RowOf<typeof riskCalibration>;
export type Source = RiskCalibrationRow["source"];

/** One probability and what came of it. */
export interface Case {
  source: Source;
  /** % of capacity. */
  threshold: number;
  window_days: number;
  probability: number;
  happened: boolean;
}

const BINS = 10;

/** Tenths, 1 to 10; a probability of 1 belongs to the last. */
export const binOf = (probability: number): number => Math.min(BINS, Math.floor(probability * BINS) + 1);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean squared difference between probability and outcome: 0 is perfect, 0.25 is a coin. */
export const brier = (cases: readonly Case[]): number =>
  mean(cases.map(({ probability, happened }) => (probability - Number(happened)) ** 2));

function summary(cases: readonly Case[]) {
  return {
    series: cases.length,
    mean_predicted: mean(cases.map(({ probability }) => probability)),
    observed_share: mean(cases.map(({ happened }) => Number(happened))),
    brier: brier(cases),
  };
}

/** What is counted beside the cases of a source, threshold and window. */
export interface LeftOut {
  already_over: number;
  not_judged: number;
}

/**
 * Rows of every source, threshold and window: all cases together as bin 0, then each tenth that has any.
 * Skill is 1 − Brier score / Brier score of the base rate.
 */
export function reliability(
  cases: readonly Case[],
  leftOut: (of: Pick<Case, "threshold" | "window_days">) => LeftOut,
): RiskCalibrationRow[] {
  const groupOf = ({ threshold, window_days }: Case) => JSON.stringify([threshold, window_days]);
  return [...Map.groupBy(cases, groupOf).values()].flatMap((group) => {
    const { threshold, window_days } = group[0]!;
    const bySource = Map.groupBy(group, ({ source }) => source);
    const reference = brier(bySource.get("base_rate") ?? []);
    return [...bySource].flatMap(([source, own]) => {
      const shared = { source, threshold_pct: threshold, window_days };
      const bins = Map.groupBy(own, ({ probability }) => binOf(probability));
      const all = summary(own);
      return [
        {
          ...shared,
          bin: 0,
          ...all,
          skill: reference > 0 ? 1 - all.brier / reference : null,
          ...leftOut({ threshold, window_days }),
        },
        ...[...bins].sort(([a], [b]) => a - b).map(([bin, members]) => ({
          ...shared,
          bin,
          ...summary(members),
          skill: null,
          already_over: null,
          not_judged: null,
        })),
      ];
    });
  });
}
