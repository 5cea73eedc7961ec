import { readKnownSeries } from "../lib/models/selection/read.ts";
import { choose } from "../lib/models/selection/select.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { choices } from "../lib/pipeline/schemas/choices.ts";

export default phase({
  schema: choices,
  question: "Which model would have been chosen on each day a forecast was or is made?",
  needs: ["observations", "quality", "scores"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "table",
    rows: async ({ warehouse }) => {
      const { standard_errors, ...settings } = models.selection;
      // Windows of days lie between cutoffs: so many apart, no forecast reaches from one into the other.
      const apart = Math.ceil(models.horizon_days / models.backtest.spacing_days);
      const series = await readKnownSeries(warehouse, { apart, standard_errors });
      return series.map((known) => choose(known, settings));
    },
  }),
});
