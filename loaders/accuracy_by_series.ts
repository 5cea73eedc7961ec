import { phase, sql } from "../lib/pipeline/phase.ts";
import { accuracyBySeries } from "../lib/pipeline/schemas/accuracy_by_series.ts";

const MEASURES = Object.keys(accuracyBySeries.columns.shape)
  .filter((name) => ![...accuracyBySeries.key, "series"].includes(name));

export default phase({
  schema: accuracyBySeries,
  question: "How wrong is each model on each series, and how much better than the naive ones?",
  needs: ["servers", "backtest", "choices"],
  config: [],
  work: () => sql("lib/models/accuracy/accuracy.sql", { parameters: { of: "series" } }),
  slice: {
    query: `SELECT scope, scope_value, metric, horizon_band, model, series,
        ${MEASURES.map((name) => `CAST(${name} AS REAL) AS ${name}`).join(", ")}
      FROM accuracy_by_series
      WHERE horizon_band = 'all' OR model IN ('selected', 'weekday_mean', 'seasonal_naive', 'oracle')
      ORDER BY scope_value, metric, horizon_band, model`,
    note: "by days ahead only the selected models, two naive ones and the oracle; measures to seven digits",
  },
});
