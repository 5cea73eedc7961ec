import { phase, sql } from "../lib/pipeline/phase.ts";
import { accuracy } from "../lib/pipeline/schemas/accuracy.ts";

export default phase({
  schema: accuracy,
  question: "How wrong is each model, and how much better than the naive ones?",
  needs: ["servers", "backtest", "choices"],
  config: [],
  work: () => sql("lib/models/accuracy/accuracy.sql"),
});
