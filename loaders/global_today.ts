import { globalForecastColumns, globalForecastsToday } from "../lib/models/global/forecasts_at.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { globalToday } from "../lib/pipeline/schemas/global_today.ts";

export default phase({
  schema: globalToday,
  question: "What do models that learn from all series together say today?",
  needs: ["servers", "calendar", "observations", "global_models"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "parts",
    parts: 1,
    columns: async ({ warehouse }) =>
      globalForecastColumns(await globalForecastsToday(warehouse, models), models.horizon_days),
  }),
  slice: {
    query:
      `SELECT server_id, metric, model, cutoff, date, horizon_days, CAST(round(predicted, 1) AS REAL) AS predicted
      FROM global_today WHERE horizon_days % 5 = 0
      ORDER BY server_id, metric, model, cutoff, date`,
    note: "every fifth day, rounded to 0.1",
  },
});
