import { phase, sql } from "../lib/pipeline/phase.ts";
import { reliability } from "../lib/pipeline/schemas/reliability.ts";

export default phase({
  schema: reliability,
  question: "How often did what happened lie below each quantile forecast?",
  needs: ["backtest", "calibration", "choices"],
  config: [],
  work: () => sql("lib/models/accuracy/reliability.sql"),
});
