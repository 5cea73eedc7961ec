/**
 * What a panel's series tell of each other: how a model errs on most of them says what to expect of it on one whose
 * own few origins say little. Empirical Bayes for a one-way layout (Efron & Morris 1975, with unequal counts), on
 * the logarithm of a model's error over that of the naive ones at the same origin.
 */
import { type Backtest, errorsByOrigin } from "./backtest.ts";
import { PRIOR } from "./settings.ts";

/** Of one series, by model: logarithm of its error over the naive models' geometric mean by origin; NaN if unknown. */
export type Evidence = ReadonlyMap<string, readonly number[]>;

/** What a panel expects of a model. */
interface Expectation {
  /** Mean over the series. */
  level: number;
  /** Variance between origins of a series. */
  within: number;
  /** Variance between series that chance among origins does not explain. */
  between: number;
}

export interface Prior {
  expectations: ReadonlyMap<string, Expectation>;
  /** Origins that tell as much as one independent one. */
  dependence: number;
  /** Trust in the panel, from 0 for a series alone to 1. */
  trust: number;
}

/** Of a series that stands alone. */
export const NO_PRIOR: Prior = { expectations: new Map(), dependence: 1, trust: 0 };

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const squares = (values: readonly number[], around: number) =>
  values.reduce((sum, value) => sum + (value - around) ** 2, 0);

/** How models erred on a series beside its naive ones. Errors of zero tell nothing on a scale of ratios. */
export function evidenceOf({ actuals, models }: Backtest): Evidence {
  const errors = models.map(({ model, forecasts }) => ({ model, by: errorsByOrigin(actuals, forecasts) }));
  const reference = actuals.map((_, origin) => {
    const logs = errors.filter(({ model }) => model.naive).map(({ by }) => Math.log(by[origin]!));
    return mean(logs.filter(Number.isFinite));
  });
  return new Map(errors.map(({ model, by }) => {
    const logs = by.map((error, origin) => Math.log(error) - reference[origin]!);
    return [
      model.name,
      logs.map((log) =>
        Number.isFinite(log) ? Math.max(-PRIOR.furthest, Math.min(PRIOR.furthest, log)) : NaN
      ),
    ];
  }));
}

/** Correlation of neighbouring origins, pooled over series and models and freed of its bias from short records. */
function neighbourCorrelation(records: readonly (readonly number[])[]): number {
  let [both, pairs, all, count] = [0, 0, 0, 0];
  for (const record of records) {
    const level = mean(record);
    all += squares(record, level);
    count += record.length;
    for (let origin = 1; origin < record.length; origin++) {
      both += (record[origin]! - level) * (record[origin - 1]! - level);
      pairs++;
    }
  }
  const raw = both / pairs / (all / count);
  const length = count / records.length;
  // Deviations from a short record's own mean correlate negatively (Kendall 1954).
  return Math.max(0, Math.min(PRIOR.most_correlation, raw + (1 + raw) / length)) || 0;
}

function expectationOf(records: readonly (readonly number[])[], dependence: number): Expectation {
  const levels = records.map(mean);
  const level = mean(levels);
  const degrees = records.reduce((sum, record) => sum + record.length - 1, 0);
  const within = records.reduce((sum, record, index) => sum + squares(record, levels[index]!), 0) / degrees;
  const chance = within * dependence * mean(records.map((record) => 1 / record.length));
  const between = squares(levels, level) / (levels.length - 1) - chance;
  return { level, within, between: Math.max(PRIOR.least_between, between) };
}

/** What the series of a panel tell together. Fewer than two tell nothing of each other. */
export function priorOf(evidence: readonly Evidence[]): Prior {
  const byModel = new Map<string, (readonly number[])[]>();
  for (const of of evidence) {
    for (const [name, logs] of of) {
      const record = logs.filter(Number.isFinite);
      if (record.length >= 2) byModel.set(name, [...byModel.get(name) ?? [], record]);
    }
  }
  const records = [...byModel.values()].flat();
  if (records.length === 0) return NO_PRIOR;
  const rho = neighbourCorrelation(records);
  const longest = mean(records.map(({ length }) => length));
  const dependence = Math.min(longest, (1 + rho) / (1 - rho));
  const expectations = new Map(
    [...byModel].filter(([, of]) => of.length >= 2).map((
      [name, of],
    ) => [name, expectationOf(of, dependence)]),
  );
  const series = evidence.filter((of) => of.size > 0).length;
  return { expectations, dependence, trust: series / (series + PRIOR.series) };
}

/**
 * What a model's mean error on a series is multiplied by: the fewer origins and the more alike the panel's series,
 * the nearer to what the panel expects.
 * @param logs  the model's evidence on this series, of the origins that count
 */
export function correction(
  { expectations, dependence, trust }: Prior,
  name: string,
  logs: readonly number[],
): number {
  const expected = expectations.get(name);
  const record = logs.filter(Number.isFinite);
  if (expected === undefined || record.length === 0) return 1;
  const chance = expected.within * dependence / record.length;
  const share = trust * chance / (chance + expected.between);
  return Math.exp(share * (expected.level - mean(record)));
}
