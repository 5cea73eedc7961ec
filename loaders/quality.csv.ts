import { csvOf } from "../lib/exports/csv.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { csvFile } from "../lib/pipeline/schemas/files.ts";
import { quality } from "../lib/pipeline/schemas/quality.ts";

export default filePhase({
  schema: csvFile(quality),
  question: "How far can each series be trusted, as a table to take away?",
  needs: ["quality"],
  config: ["exports"],
  work: ({ exports }) => ({
    kind: "file",
    content: ({ warehouse, warn }) => csvOf(quality, warehouse, exports.csv.rows, warn),
  }),
});
