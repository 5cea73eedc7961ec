import { phase } from "../lib/pipeline/phase.ts";
import { defects } from "../lib/pipeline/schemas/defects.ts";
import { readPlaces } from "../lib/telemetry/read.ts";
import { defectsTable } from "../lib/telemetry/tables.ts";

export default phase({
  schema: defects,
  question: "Which readings did the generator spoil, and how? Empty for real fleets.",
  needs: ["servers"],
  config: ["fleet", "calendar", "telemetry"],
  work: (settings) => ({
    kind: "series",
    columns: async ({ warehouse, servers }) => {
      const known = settings.telemetry.source === "synthetic" ? servers : [];
      return defectsTable(await readPlaces(warehouse, known), settings);
    },
  }),
});
