import { csvOf } from "../lib/exports/csv.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { csvFile } from "../lib/pipeline/schemas/files.ts";
import { servers } from "../lib/pipeline/schemas/servers.ts";

export default filePhase({
  schema: csvFile(servers),
  question: "Which servers are there, as a table to take away?",
  needs: ["servers"],
  config: ["exports"],
  work: ({ exports }) => ({
    kind: "file",
    content: ({ warehouse, warn }) => csvOf(servers, warehouse, exports.csv.rows, warn),
  }),
});
