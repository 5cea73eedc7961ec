import { csvOf } from "../lib/exports/csv.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { csvFile } from "../lib/pipeline/schemas/files.ts";
import { forecastsByMonth } from "../lib/pipeline/schemas/forecasts_by_month.ts";

export default filePhase({
  schema: csvFile(forecastsByMonth),
  question: "How high does each series go in each month, as a table to take away?",
  needs: ["forecasts_by_month"],
  config: ["exports"],
  work: ({ exports }) => ({
    kind: "file",
    content: ({ warehouse, warn }) => csvOf(forecastsByMonth, warehouse, exports.csv.rows, warn),
  }),
});
