import { phase, sql } from "../lib/pipeline/phase.ts";
import { forecastsByMonth } from "../lib/pipeline/schemas/forecasts_by_month.ts";

export default phase({
  schema: forecastsByMonth,
  question: "How high does each series go in each coming month?",
  needs: ["forecasts"],
  config: [],
  work: () => sql("lib/exports/forecasts_by_month.sql"),
});
