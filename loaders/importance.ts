import { readGlobalSeries } from "../lib/models/global/panel.ts";
import { importanceRows } from "../lib/models/global/importance.ts";
import { readTrained } from "../lib/models/global/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { importance } from "../lib/pipeline/schemas/importance.ts";

export default phase({
  schema: importance,
  question: "What do the models that learn from all series rely on?",
  needs: ["servers", "calendar", "observations", "global_models"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "table",
    rows: async ({ warehouse }) => {
      const fleet = await readGlobalSeries(warehouse, models.season_days);
      const trained = await readTrained(warehouse, fleet.lastDay);
      return importanceRows(trained, fleet, models);
    },
  }),
});
