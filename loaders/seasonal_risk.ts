import { phase } from "../lib/pipeline/phase.ts";
import { seasonalRisk } from "../lib/pipeline/schemas/seasonal_risk.ts";
import { readSource } from "../lib/risk/read.ts";
import { seasonalRows } from "../lib/risk/seasonal.ts";

export default phase({
  schema: seasonalRisk,
  question: "What do the coming quarter ends and holidays do to each series?",
  needs: [
    "servers",
    "calendar",
    "quality",
    "observations",
    "dependence",
    "trajectories",
    "forecasts",
    "reserved",
  ],
  config: ["risk", "fleet"],
  work: ({ risk, fleet: { seed } }) => ({
    kind: "table",
    rows: async ({ warehouse }) => {
      const { fleet, source } = await readSource(warehouse, risk, seed);
      return seasonalRows(fleet, source);
    },
  }),
});
