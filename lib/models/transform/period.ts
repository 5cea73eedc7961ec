import type { Fitted, Model } from "../model.ts";

function onPeriod({ forecast, onward }: Fitted, period: number): Fitted {
  return {
    forecast,
    ...(onward !== undefined &&
      { onward: (longer) => onPeriod(onward({ ...longer, season: period }), period) }),
  };
}

/** A model that takes another season than the series' own, for example the 168 hours of a week. */
export const withPeriod = (model: Model, period: number): Model => ({
  ...model,
  name: `${model.name}_${period}`,
  minimumHistory: () => model.minimumHistory(period),
  fit: (series, context) => onPeriod(model.fit({ ...series, season: period }, context), period),
});
