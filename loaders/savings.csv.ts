import { csvOf } from "../lib/exports/csv.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { csvFile } from "../lib/pipeline/schemas/files.ts";
import { savings } from "../lib/pipeline/schemas/savings.ts";

export default filePhase({
  schema: csvFile(savings),
  question: "What do the recommendations save, as a table to take away?",
  needs: ["savings"],
  config: ["exports"],
  work: ({ exports }) => ({
    kind: "file",
    content: ({ warehouse, warn }) => csvOf(savings, warehouse, exports.csv.rows, warn),
  }),
});
