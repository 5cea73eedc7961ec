import { phase, sql } from "../lib/pipeline/phase.ts";
import { weeklyLoad } from "../lib/pipeline/schemas/weekly_load.ts";

export default phase({
  schema: weeklyLoad,
  question: "How has the load of each kind of server moved?",
  needs: ["servers", "observations"],
  config: [],
  work: () => sql("lib/fleet/weekly_load.duckdb.sql"),
});
