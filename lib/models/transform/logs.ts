import type { Fitted, Model } from "../model.ts";
import type { Series } from "../series.ts";

/** Whether every present value has a logarithm. */
export const isPositive = (values: Float64Array): boolean => !values.some((value) => value <= 0);

const logsOf = (series: Series): Series => ({
  ...series,
  values: series.values.map(Math.log),
  bounds: { min: -Infinity, max: Math.log(series.bounds.max) },
});

function outOfLogs({ forecast, onward }: Fitted): Fitted {
  return {
    forecast: (horizon) => forecast(horizon).map(Math.exp),
    ...(onward !== undefined && { onward: (longer) => outOfLogs(onward(logsOf(longer))) }),
  };
}

/**
 * A model of the logarithms: effects multiply instead of adding up, and no forecast falls to zero.
 * @throws RangeError at fitting, when a present value is not above zero
 */
export const inLogs = (model: Model): Model => ({
  ...model,
  name: `${model.name}_log`,
  restore: undefined,
  suits: isPositive,
  fit: (series, context) => {
    if (!isPositive(series.values)) {
      throw new RangeError(
        `Cannot fit ${model.name}_log as every value must be above zero: ${
          series.values.find((value) => value <= 0)
        }`,
      );
    }
    return outOfLogs(model.fit(logsOf(series), context));
  },
});
