import { measuredMetrics } from "../lib/cleaning/measured.ts";
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
    columns: async ({ warehouse, servers, warn }) => {
      const { metrics, source } = telemetry;
      // An extract has what its monitoring measured; a fleet of our own must have what it declares.
      const measured = source === "ingested" ? await measuredMetrics(warehouse, metrics) : metrics;
      for (const metric of metrics.filter((metric) => !measured.includes(metric))) {
        warn(`${metric} is measured on no server, so it is left out`);
      }
      return observationColumns(warehouse, servers, measured.length > 0 ? measured : metrics, cleaning);
    },
  }),
  slice: {
    query: `SELECT * FROM observations
      WHERE date > (SELECT max(date) FROM observations) - INTERVAL 400 DAY
      ORDER BY server_id, metric, date`,
    note: "the last 400 days of each series",
  },
});
