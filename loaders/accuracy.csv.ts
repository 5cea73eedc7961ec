import { csvOf } from "../lib/exports/csv.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { csvFile } from "../lib/pipeline/schemas/files.ts";
import { accuracy } from "../lib/pipeline/schemas/accuracy.ts";

export default filePhase({
  schema: csvFile(accuracy),
  question: "How wrong was each model, as a table to take away?",
  needs: ["accuracy"],
  config: ["exports"],
  work: ({ exports }) => ({
    kind: "file",
    content: ({ warehouse, warn }) => csvOf(accuracy, warehouse, exports.csv.rows, warn),
  }),
});
