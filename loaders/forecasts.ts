import { forecastColumns, forecasts } from "../lib/models/forecasts/forecasts.ts";
import { readCalibration, readFitted } from "../lib/models/forecasts/read.ts";
import { candidates } from "../lib/models/models.ts";
import { readPanel } from "../lib/models/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { forecasts as schema } from "../lib/pipeline/schemas/forecasts.ts";

export default phase({
  schema,
  question: "How busy will each server be on each coming day, and how sure is that?",
  needs: ["servers", "calendar", "observations", "global_today", "fitted", "calibration"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "series",
    columns: async ({ warehouse, servers, warn }) => {
      const panel = await readPanel(warehouse, servers, models.season_days, {
        withTruth: false,
        global: "global_today",
      });
      const [fitted, calibration] = [await readFitted(warehouse, servers), await readCalibration(warehouse)];
      const horizon = models.horizon_days;
      const inputs = { panel, models: candidates(models), fitted, calibration, horizon };
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
