import { phase, sql } from "../lib/pipeline/phase.ts";
import { accuracy } from "../lib/pipeline/schemas/accuracy.ts";

const KEY: readonly string[] = [...accuracy.key, "series"];
const MEASURES = Object.keys(accuracy.columns.shape).filter((name) => !KEY.includes(name));

export default phase({
  schema: accuracy,
  question: "How wrong is each model, and how much better than the naive ones?",
  needs: ["servers", "backtest", "choices"],
  config: [],
  work: () => sql("lib/models/accuracy/accuracy.sql", { parameters: { of: "groups" } }),
  slice: {
    query: `SELECT scope, scope_value, metric, horizon_band, model, series,
        ${MEASURES.map((name) => `CAST(${name} AS REAL) AS ${name}`).join(", ")}
      FROM accuracy
      ORDER BY scope, scope_value, metric, horizon_band, model`,
    note: "measures to seven digits",
  },
});
