/** Extra regressors, standardised over the days the series is present, as Prophet does. */
import type { Regressors } from "../model.ts";

/** A column of regressors less its mean, in units of its standard deviation. */
interface Standard {
  mean: number;
  deviation: number;
}

const AS_IT_IS: Standard = { mean: 0, deviation: 1 };

/** Columns of only 0 and 1, and constant ones, stay as they are. */
function standardOf(values: Float64Array): Standard {
  const kinds = new Set(values);
  if (kinds.size < 2 || (kinds.size === 2 && kinds.has(0) && kinds.has(1))) return AS_IT_IS;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/** @throws RangeError when a step lies outside the regressors */
function pick({ name, start, columns }: Regressors, index: number, steps: Float64Array): Float64Array {
  const column = columns[index]!;
  return steps.map((step) => {
    const value = column[step - start];
    if (value === undefined || Number.isNaN(value)) {
      throw new RangeError(
        `Cannot use the regressors of ${name} as they must cover history and horizon: step ${step} is not covered`,
      );
    }
    return value;
  });
}

/** The regressors at any steps, standardised over those of history. */
export function standardised(regressors: Regressors, history: Float64Array) {
  const standards = regressors.columns.map((_, index) => standardOf(pick(regressors, index, history)));
  return (steps: Float64Array): Float64Array[] =>
    standards.map(({ mean, deviation }, index) =>
      pick(regressors, index, steps).map((value) => (value - mean) / deviation)
    );
}
