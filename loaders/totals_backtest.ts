import { phase, sql } from "../lib/pipeline/phase.ts";
import { totalsBacktest } from "../lib/pipeline/schemas/totals_backtest.ts";

export default phase({
  schema: totalsBacktest,
  question: "How wrong were past forecasts of whole business units, regions and the fleet?",
  needs: ["servers", "resources", "predictions", "calibration", "choices"],
  config: [],
  work: () => sql("lib/totals/totals_backtest.sql"),
  slice: {
    query: `SELECT * FROM totals_backtest
      WHERE cutoff = (SELECT max(cutoff) FROM totals_backtest)
      ORDER BY scope, scope_value, resource, cutoff, date`,
    note: "the last cutoff",
  },
});
