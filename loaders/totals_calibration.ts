import { phase, sql } from "../lib/pipeline/phase.ts";
import { totalsCalibration } from "../lib/pipeline/schemas/totals_calibration.ts";

export default phase({
  schema: totalsCalibration,
  question: "Do servers err together, and how sure can a total be?",
  needs: ["totals_backtest"],
  config: ["totals"],
  work: ({ totals: { min_errors } }) =>
    sql("lib/totals/totals_calibration.duckdb.sql", { parameters: { min_errors } }),
});
