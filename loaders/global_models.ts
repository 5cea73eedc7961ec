import { cutoffsBefore } from "../lib/models/backtest/cutoffs.ts";
import { readGlobalSeries } from "../lib/models/global/panel.ts";
import { trainedAt, trainedColumns } from "../lib/models/global/trained.ts";
import { globalCandidates } from "../lib/models/models.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { globalModels } from "../lib/pipeline/schemas/global_models.ts";

export default phase({
  schema: globalModels,
  question: "What do all series together teach, at past cutoffs and today?",
  needs: ["servers", "calendar", "observations"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "parts",
    parts: models.backtest.cutoffs + 1,
    columns: async ({ warehouse, part, warn }) => {
      const fleet = await readGlobalSeries(warehouse, models.season_days);
      const cutoffs = [...cutoffsBefore(fleet.lastDay, models.horizon_days, models.backtest), fleet.lastDay];
      return trainedColumns(trainedAt(cutoffs[part]!, fleet, globalCandidates(models), models, warn));
    },
  }),
  slice: {
    query: `SELECT cutoff, model, rows, holdout_rows, holdout_loss, trees, leaves, '' AS saved
      FROM global_models ORDER BY cutoff, model`,
    note: "without the models themselves",
  },
});
