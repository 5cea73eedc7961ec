import { phase } from "../lib/pipeline/phase.ts";
import { scenarios as schema } from "../lib/pipeline/schemas/scenarios.ts";
import { readReserved, scenarioRows } from "../lib/scenarios/snapshots.ts";

export default phase({
  schema,
  question: "What do committed scenarios reserve, on whom and from when?",
  needs: ["servers", "quality", "observations", "forecasts"],
  config: ["scenarios"],
  work: ({ scenarios }) => ({
    kind: "table",
    rows: async ({ warehouse, warn }) => {
      const reserved = await readReserved(warehouse, scenarios);
      reserved.notes.forEach(warn);
      return scenarioRows(reserved, scenarios);
    },
  }),
});
