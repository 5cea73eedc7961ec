import { phase, sql } from "../lib/pipeline/phase.ts";
import { backtest } from "../lib/pipeline/schemas/backtest.ts";

export default phase({
  schema: backtest,
  question: "What would each model have said, how sure would it have been, and what happened?",
  // The selection only decides what of it the site carries.
  needs: ["predictions", "calibration", "selection"],
  config: ["models"],
  work: ({ models: { backtest } }) =>
    sql("lib/models/backtest/backtest.sql", {
      parameters: { calibration_cutoffs: backtest.calibration_cutoffs },
    }),
  slice: {
    query: `SELECT backtest.server_id, backtest.metric, backtest.model, cutoff, date, horizon_days,
        CAST(round(actual, 1) AS REAL) AS actual,
        CAST(round(predicted, 1) AS REAL) AS predicted,
        CASE WHEN backtest.model = selection.model THEN CAST(round(lo_80, 1) AS REAL) END AS lo_80,
        CASE WHEN backtest.model = selection.model THEN CAST(round(hi_80, 1) AS REAL) END AS hi_80,
        CASE WHEN backtest.model = selection.model THEN CAST(round(lo_95, 1) AS REAL) END AS lo_95,
        CASE WHEN backtest.model = selection.model THEN CAST(round(hi_95, 1) AS REAL) END AS hi_95,
        scale
      FROM backtest
      JOIN selection ON selection.server_id = backtest.server_id AND selection.metric = backtest.metric
      WHERE backtest.model IN (selection.model, 'weekday_mean')
        AND cutoff = (SELECT max(cutoff) FROM backtest)
      ORDER BY backtest.server_id, backtest.metric, backtest.model, cutoff, date`,
    note: "the last cutoff, the model in use and the weekday mean, intervals of the former; rounded to 0.1",
  },
});
