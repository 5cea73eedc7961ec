import { csvOf } from "../lib/exports/csv.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { csvFile } from "../lib/pipeline/schemas/files.ts";
import { forecasts } from "../lib/pipeline/schemas/forecasts.ts";

export default filePhase({
  schema: csvFile(forecasts),
  question: "What does each series do on each coming day, as a table to take away?",
  needs: ["forecasts"],
  config: ["exports"],
  work: ({ exports }) => ({
    kind: "file",
    content: ({ warehouse, warn }) => csvOf(forecasts, warehouse, exports.csv.rows, warn),
  }),
});
