import { csvOf } from "../lib/exports/csv.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { csvFile } from "../lib/pipeline/schemas/files.ts";
import { serverRisk } from "../lib/pipeline/schemas/server_risk.ts";

export default filePhase({
  schema: csvFile(serverRisk),
  question: "Which servers run out first, as a table to take away?",
  needs: ["server_risk"],
  config: ["exports"],
  work: ({ exports }) => ({
    kind: "file",
    content: ({ warehouse, warn }) => csvOf(serverRisk, warehouse, exports.csv.rows, warn),
  }),
});
