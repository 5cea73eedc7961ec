import { phase } from "../lib/pipeline/phase.ts";
import { planCheck } from "../lib/pipeline/schemas/plan_check.ts";
import { checkPlan } from "../lib/recommendations/check.ts";
import { planFor } from "../lib/recommendations/plan.ts";
import { readFleet } from "../lib/recommendations/read.ts";

export default phase({
  schema: planCheck,
  question: "How full does every machine become once the plan is carried out, also when one is lost?",
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
  config: ["recommendations", "fleet", "risk"],
  work: ({ recommendations: rules, fleet: { seed }, risk: { high } }) => ({
    kind: "table",
    rows: async ({ warehouse }) => {
      const fleet = await readFleet(warehouse, rules);
      return checkPlan(planFor(fleet, rules, seed), fleet, rules, high);
    },
  }),
});
