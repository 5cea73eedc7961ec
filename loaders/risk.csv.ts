import { csvOf } from "../lib/exports/csv.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { csvFile } from "../lib/pipeline/schemas/files.ts";
import { risk } from "../lib/pipeline/schemas/risk.ts";

export default filePhase({
  schema: csvFile(risk),
  question: "Which servers run out of what, and when, as a table to take away?",
  needs: ["risk"],
  config: ["exports"],
  work: ({ exports }) => ({
    kind: "file",
    content: ({ warehouse, warn }) => csvOf(risk, warehouse, exports.csv.rows, warn),
  }),
});
