import { forecastsAt, globalForecastColumns } from "../lib/models/global/forecasts_at.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { globalForecasts } from "../lib/pipeline/schemas/global_forecasts.ts";

export default phase({
  schema: globalForecasts,
  question: "What do models that learn from all series together say of each?",
  needs: ["servers", "calendar", "observations", "global_models"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "parts",
    parts: models.backtest.cutoffs + 1,
    columns: async ({ warehouse, part }) =>
      globalForecastColumns(await forecastsAt(warehouse, part, models), models.horizon_days),
  }),
  slice: {
    query:
      `SELECT server_id, metric, model, cutoff, date, horizon_days, CAST(round(predicted, 1) AS REAL) AS predicted
      FROM global_forecasts
      WHERE cutoff = (SELECT max(cutoff) FROM global_forecasts) AND horizon_days % 5 = 0
      ORDER BY server_id, metric, model, cutoff, date`,
    note: "every fifth day of today's forecast, rounded to 0.1",
  },
});
