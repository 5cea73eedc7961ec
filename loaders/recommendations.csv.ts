import { csvOf } from "../lib/exports/csv.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { csvFile } from "../lib/pipeline/schemas/files.ts";
import { recommendations } from "../lib/pipeline/schemas/recommendations.ts";

export default filePhase({
  schema: csvFile(recommendations),
  question: "What should each server be, as a table to take away?",
  needs: ["recommendations"],
  config: ["exports"],
  work: ({ exports }) => ({
    kind: "file",
    content: ({ warehouse, warn }) => csvOf(recommendations, warehouse, exports.csv.rows, warn),
  }),
});
