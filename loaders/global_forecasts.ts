import { globalForecastColumns, globalForecastsAt } from "../lib/models/global/forecasts_at.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { globalForecasts } from "../lib/pipeline/schemas/global_forecasts.ts";

export default phase({
  schema: globalForecasts,
  question: "What would models that learn from all series together have said of each at past cutoffs?",
  needs: ["servers", "calendar", "observations", "global_models"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "parts",
    parts: models.backtest.cutoffs,
    columns: async ({ warehouse, part }) =>
      globalForecastColumns(await globalForecastsAt(warehouse, part, models), models.horizon_days),
  }),
  slice: {
    query:
      `SELECT server_id, metric, model, cutoff, date, horizon_days, CAST(round(predicted, 1) AS REAL) AS predicted
      FROM global_forecasts
      WHERE cutoff = (SELECT max(cutoff) FROM global_forecasts) AND horizon_days % 5 = 0
      ORDER BY server_id, metric, model, cutoff, date`,
    note: "every fifth day of the last cutoff, rounded to 0.1",
  },
});
