import { phase } from "../lib/pipeline/phase.ts";
import { reserved as schema } from "../lib/pipeline/schemas/reserved.ts";
import { readReserved, reservedColumns } from "../lib/scenarios/snapshots.ts";

export default phase({
  schema,
  question: "What do committed scenarios make of each day's forecast?",
  needs: ["servers", "quality", "observations", "forecasts"],
  config: ["scenarios"],
  work: ({ scenarios }) => ({
    kind: "parts",
    parts: 1,
    columns: async ({ warehouse }) => reservedColumns(await readReserved(warehouse, scenarios)),
  }),
  slice: {
    query: `SELECT * FROM reserved
      WHERE MOD(CAST(date - (SELECT min(date) FROM reserved) AS INTEGER), 7) = 0
      ORDER BY server_id, metric, date`,
    note: "every seventh day",
  },
});
