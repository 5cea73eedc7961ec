/** Writes the cases as JSON to standard output, for reference.py. */
import { cases } from "./cases.ts";

const inputs = (await cases()).map(({ name, series, context: { regressors }, settings, steps }) => ({
  name,
  start: series.start,
  // JSON has no NaN.
  values: [...series.values].map((value) => Number.isNaN(value) ? null : value),
  hourly: series.season === 24,
  cap: settings.growth === "saturating" ? series.bounds.max : null,
  effects: settings.effects,
  regressors: regressors === undefined ? null : {
    start: regressors.start,
    names: regressors.names,
    columns: regressors.columns.map((column) => [...column]),
  },
  steps: [...steps],
}));
console.log(JSON.stringify(inputs));
