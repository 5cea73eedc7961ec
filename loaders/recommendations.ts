import { phase } from "../lib/pipeline/phase.ts";
import { recommendations as schema } from "../lib/pipeline/schemas/recommendations.ts";
import { planFor, rowsOf } from "../lib/recommendations/plan.ts";
import { readFleet } from "../lib/recommendations/read.ts";

export default phase({
  schema,
  question: "What should each server be, what does that save, and what was rejected?",
  needs: [
    "servers",
    "calendar",
    "catalogue",
    "quality",
    "telemetry",
    "observations",
    "forecasts",
    "reserved",
    "risk",
  ],
  config: ["recommendations", "fleet"],
  work: ({ recommendations: rules, fleet: { seed } }) => ({
    kind: "table",
    rows: async ({ warehouse }) => {
      const fleet = await readFleet(warehouse, rules);
      return rowsOf(planFor(fleet, rules, seed), fleet, rules);
    },
  }),
});
