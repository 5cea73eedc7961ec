import type { Model } from "../model.ts";

/** A model that takes another season than the series' own, for example the 168 hours of a week. */
export const withPeriod = (model: Model, period: number): Model => ({
  ...model,
  name: `${model.name}_${period}`,
  minimumHistory: () => model.minimumHistory(period),
  fit: (series, context) => model.fit({ ...series, season: period }, context),
});
