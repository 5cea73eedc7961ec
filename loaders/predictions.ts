import { cutoffsBefore } from "../lib/models/backtest/cutoffs.ts";
import { predictionColumns, predictions } from "../lib/models/backtest/predictions.ts";
import { scored } from "../lib/models/models.ts";
import { withPriors } from "../lib/models/pooling/read.ts";
import { readPanel } from "../lib/models/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { predictions as schema } from "../lib/pipeline/schemas/predictions.ts";

export default phase({
  schema,
  question: "What would each model have said at past cutoffs?",
  needs: ["servers", "calendar", "observations", "truth", "global_forecasts", "effect_priors"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "series",
    columns: async ({ warehouse, servers }) => {
      const read = await readPanel(warehouse, servers, models.season_days, {
        withTruth: true,
        global: "global_forecasts",
      });
      const panel = await withPriors(warehouse, read);
      const cutoffs = cutoffsBefore(panel.lastDay, models.horizon_days, models.backtest);
      return predictionColumns(
        predictions(panel, scored(models), cutoffs, models.horizon_days),
        models.horizon_days,
      );
    },
  }),
  // Five days and a week share no factor, so every weekday stays in.
  slice: {
    query: `SELECT * FROM predictions
      WHERE cutoff = (SELECT max(cutoff) FROM predictions) AND horizon_days % 5 = 0
      ORDER BY server_id, metric, model, cutoff, date`,
    note: "every fifth day of the last cutoff",
  },
});
