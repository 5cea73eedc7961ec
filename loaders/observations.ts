import { observationColumns } from "../lib/cleaning/observations.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { observations } from "../lib/pipeline/schemas/observations.ts";

export default phase({
  schema: observations,
  question: "What do the models learn from, and which values of it were repaired?",
  needs: ["servers", "calendar", "telemetry"],
  config: ["telemetry", "cleaning"],
  work: ({ telemetry, cleaning }) => ({
    kind: "series",
    columns: ({ warehouse, servers }) => observationColumns(warehouse, servers, telemetry.metrics, cleaning),
  }),
  slice: {
    query: `SELECT * FROM observations
      WHERE date > (SELECT max(date) FROM observations) - INTERVAL 400 DAY
      ORDER BY server_id, metric, date`,
    note: "the last 400 days of each series",
  },
});
