import { phase, sql } from "../lib/pipeline/phase.ts";
import { totals } from "../lib/pipeline/schemas/totals.ts";

const AMOUNTS = ["capacity", "observed", "mean", "lo_80", "hi_80", "lo_95", "hi_95"];

export default phase({
  schema: totals,
  question: "What will business units, regions and the whole fleet need, and how sure is that?",
  needs: ["servers", "resources", "observations", "forecasts", "totals_calibration"],
  config: ["totals"],
  work: ({ totals: { max_filled_share } }) =>
    sql("lib/totals/totals.duckdb.sql", { parameters: { max_filled_share } }),
  slice: {
    query: `SELECT scope, scope_value, resource, date, servers, servers_filled, servers_left_out, ${
      AMOUNTS.map((column) => `CAST(round(${column}, 2) AS REAL) AS ${column}`).join(", ")
    }
      FROM totals WHERE date > (SELECT max(date) FROM observations) - INTERVAL 400 DAY
      ORDER BY scope, scope_value, resource, date`,
    note: "the last 400 days and the forecast, rounded to 0.01",
  },
});
