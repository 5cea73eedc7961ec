import { cutoffsBefore } from "../lib/models/backtest/cutoffs.ts";
import { regressionSettings } from "../lib/models/models.ts";
import { effectColumns, effects } from "../lib/models/pooling/effects.ts";
import { readPanel } from "../lib/models/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { effects as schema } from "../lib/pipeline/schemas/effects.ts";

export default phase({
  schema,
  question: "How does each series grow, and what do week, year, holidays and quarter end do to it?",
  needs: ["servers", "calendar", "observations"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "series",
    columns: async ({ warehouse, servers }) => {
      const panel = await readPanel(warehouse, servers, models.season_days, { withTruth: false });
      const days = [...cutoffsBefore(panel.lastDay, models.horizon_days, models.backtest), panel.lastDay];
      const settings = regressionSettings(models);
      return effectColumns(effects(panel, days, settings, models.pooled_regression.least_history_days));
    },
  }),
  slice: {
    query: `SELECT * FROM effects
      WHERE known_at = (SELECT max(known_at) FROM effects)
      ORDER BY server_id, metric, known_at, form, effect`,
    note: "as known today",
  },
});
