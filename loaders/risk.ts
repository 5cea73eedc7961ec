import { phase } from "../lib/pipeline/phase.ts";
import { risk } from "../lib/pipeline/schemas/risk.ts";
import { assessFleet } from "../lib/risk/fleet.ts";
import { readSource } from "../lib/risk/read.ts";

export default phase({
  schema: risk,
  question: "Which servers run out of what, when, how sure is that, and which come first?",
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
      return assessFleet(fleet, source);
    },
  }),
});
