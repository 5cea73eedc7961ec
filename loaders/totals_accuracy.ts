import { phase, sql } from "../lib/pipeline/phase.ts";
import { totalsAccuracy } from "../lib/pipeline/schemas/totals_accuracy.ts";

export default phase({
  schema: totalsAccuracy,
  question: "Did the intervals of totals hold, and what would simpler ones have done?",
  needs: ["totals_backtest", "totals_calibration"],
  config: [],
  work: () => sql("lib/totals/totals_accuracy.sql"),
});
