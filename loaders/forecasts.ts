import { forecastColumns, forecasts } from "../lib/models/forecasts/forecasts.ts";
import { readCalibration, readRecords, readSelection } from "../lib/models/forecasts/read.ts";
import { candidates } from "../lib/models/models.ts";
import { withPriors } from "../lib/models/pooling/read.ts";
import { readPanel } from "../lib/models/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { forecasts as schema } from "../lib/pipeline/schemas/forecasts.ts";

export default phase({
  schema,
  question: "How busy will each server be on each coming day, and how sure is that?",
  needs: [
    "servers",
    "calendar",
    "observations",
    "global_forecasts",
    "effect_priors",
    "selection",
    "calibration",
    "scores",
  ],
  config: ["models"],
  work: ({ models }) => ({
    kind: "series",
    columns: async ({ warehouse, servers, warn }) => {
      const read = await readPanel(warehouse, servers, models.season_days, {
        withTruth: false,
        withGlobal: true,
      });
      const panel = await withPriors(warehouse, read);
      const [selection, calibration] = [await readSelection(warehouse), await readCalibration(warehouse)];
      const records = await readRecords(warehouse);
      const horizon = models.horizon_days;
      const inputs = { panel, models: candidates(models), selection, calibration, records, horizon };
      return forecastColumns(forecasts(inputs, warn), panel.lastDay, horizon);
    },
  }),
  slice: {
    query: `SELECT server_id, metric, date, model, ${
      ["mean", "p025", "p05", "p10", "p50", "p90", "p95", "p975"]
        .map((column) => `CAST(round(${column}, 1) AS REAL) AS ${column}`).join(", ")
    }
      FROM forecasts ORDER BY server_id, metric, date`,
    note: "rounded to 0.1",
  },
});
