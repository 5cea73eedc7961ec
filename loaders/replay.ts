import { phase, sql } from "../lib/pipeline/phase.ts";
import { replay } from "../lib/pipeline/schemas/replay.ts";

export default phase({
  schema: replay,
  question: "What did each model say of a series at a past cutoff, and how did it turn out?",
  needs: ["servers", "server_risk", "backtest", "choices"],
  config: ["site"],
  work: ({ site }) =>
    sql("lib/models/replay/replay.duckdb.sql", { parameters: { servers: site.replay.most } }),
  slice: {
    query: `SELECT * FROM replay
      WHERE chosen AND cutoff = (SELECT max(cutoff) FROM replay)
      ORDER BY server_id, metric, cutoff, model`,
    note: "the model chosen at the last cutoff; the models page fetches the others",
  },
});
