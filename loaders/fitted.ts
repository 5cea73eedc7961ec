import { fits, fittedColumns } from "../lib/models/forecasts/fits.ts";
import { readRecords, readSelection } from "../lib/models/forecasts/read.ts";
import { candidates } from "../lib/models/models.ts";
import { withPriors } from "../lib/models/pooling/read.ts";
import { readPanel } from "../lib/models/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { fitted } from "../lib/pipeline/schemas/fitted.ts";

export default phase({
  schema: fitted,
  question: "What has the selected model of each series learnt?",
  needs: ["servers", "calendar", "observations", "global_today", "effect_priors", "selection", "scores"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "series",
    columns: async ({ warehouse, servers, warn }) => {
      const read = await readPanel(warehouse, servers, models.season_days, {
        withTruth: false,
        global: "global_today",
      });
      const panel = await withPriors(warehouse, read);
      const selection = await readSelection(warehouse, servers);
      const records = await readRecords(warehouse, servers);
      return fittedColumns(fits({ panel, models: candidates(models), selection, records }, warn));
    },
  }),
  slice: {
    query: `SELECT server_id, metric, model, fitted_to, '' AS state FROM fitted ORDER BY server_id, metric`,
    note: "without the fits themselves",
  },
});
