import { phase } from "../lib/pipeline/phase.ts";
import { truth } from "../lib/pipeline/schemas/truth.ts";
import { readPlaces } from "../lib/telemetry/read.ts";
import { truthTable } from "../lib/telemetry/tables.ts";

export default phase({
  schema: truth,
  question: "What would a forecaster say who knew the generator? Empty for real fleets.",
  needs: ["servers"],
  config: ["fleet", "calendar", "telemetry", "models"],
  work: (settings) => ({
    kind: "series",
    columns: async ({ warehouse, servers }) => {
      const known = settings.telemetry.source === "synthetic" ? servers : [];
      return truthTable(await readPlaces(warehouse, known), settings, settings.models.horizon_days);
    },
  }),
  slice: {
    query: `SELECT * FROM truth
      WHERE date > (SELECT max(date) FROM truth) - INTERVAL 580 DAY
      ORDER BY server_id, metric, date`,
    note: "the last 580 days of each series",
  },
});
