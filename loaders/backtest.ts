import { phase, sql } from "../lib/pipeline/phase.ts";
import { backtest } from "../lib/pipeline/schemas/backtest.ts";

export default phase({
  schema: backtest,
  question: "What would each model have said, how sure would it have been, and what happened?",
  needs: ["predictions", "calibration"],
  config: ["models"],
  work: ({ models: { backtest } }) =>
    sql("lib/models/backtest/backtest.sql", {
      parameters: { calibration_cutoffs: backtest.calibration_cutoffs },
    }),
  // Five days and a week share no factor, so every weekday stays in.
  slice: {
    query: `SELECT * FROM backtest
      WHERE cutoff = (SELECT max(cutoff) FROM backtest) AND horizon_days % 5 = 0
      ORDER BY server_id, metric, model, cutoff, date`,
    note: "every fifth day of the last cutoff",
  },
});
