import { phase, sql } from "../lib/pipeline/phase.ts";
import { telemetry } from "../lib/pipeline/schemas/telemetry.ts";

export default phase({
  schema: telemetry,
  question: "How busy was each server on each day of its service?",
  needs: ["servers", "calendar", "readings", "quarantine"],
  config: ["cleaning"],
  work: ({ cleaning }) =>
    sql("lib/cleaning/telemetry.sql", { parameters: { over_capacity_pct: cleaning.over_capacity_pct } }),
  slice: {
    query: `SELECT * FROM telemetry
      WHERE date > (SELECT max(date) FROM telemetry) - INTERVAL 400 DAY
      ORDER BY server_id, date`,
    note: "the last 400 days of each server",
  },
});
