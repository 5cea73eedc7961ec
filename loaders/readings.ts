import { phase, sql } from "../lib/pipeline/phase.ts";
import { readings } from "../lib/pipeline/schemas/readings.ts";
import { readPlaces } from "../lib/telemetry/read.ts";
import { readingsTable } from "../lib/telemetry/tables.ts";

export default phase({
  schema: readings,
  question: "What did monitoring deliver, before any check?",
  needs: ["servers"],
  config: ["fleet", "calendar", "telemetry"],
  work: (settings) => {
    switch (settings.telemetry.source) {
      case "bitbrains":
        return sql("lib/telemetry/bitbrains_readings.duckdb.sql", {
          inputs: { file: settings.telemetry.bitbrains.file },
        });
      case "ingested": {
        const { daily, min_observed_pct } = settings.telemetry.ingested;
        return sql("lib/telemetry/ingested_readings.duckdb.sql", {
          parameters: { min_observed_pct },
          inputs: { file: daily },
        });
      }
      case "synthetic":
        return {
          kind: "series",
          columns: async ({ warehouse, servers }) =>
            readingsTable(await readPlaces(warehouse, servers), settings),
        };
    }
  },
  slice: {
    query: `SELECT * FROM readings
      WHERE date > (SELECT max(date) FROM readings) - INTERVAL 400 DAY
      ORDER BY server_id, date, delivery`,
    note: "the last 400 days of each server",
  },
});
