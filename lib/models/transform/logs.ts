import type { Model } from "../model.ts";

/** Whether every present value has a logarithm. */
export const isPositive = (values: Float64Array): boolean => !values.some((value) => value <= 0);

/**
 * A model of the logarithms: effects multiply instead of adding up, and no forecast falls to zero.
 * @throws RangeError at fitting, when a present value is not above zero
 */
export const inLogs = (model: Model): Model => ({
  ...model,
  name: `${model.name}_log`,
  restore: undefined,
  fit: (series, context) => {
    if (!isPositive(series.values)) {
      throw new RangeError(
        `Cannot fit ${model.name}_log as every value must be above zero: ${
          series.values.find((value) => value <= 0)
        }`,
      );
    }
    const bounds = { min: -Infinity, max: Math.log(series.bounds.max) };
    const fitted = model.fit({ ...series, values: series.values.map(Math.log), bounds }, context);
    return { forecast: (horizon) => fitted.forecast(horizon).map(Math.exp) };
  },
});
