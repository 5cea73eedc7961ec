import { phase } from "../lib/pipeline/phase.ts";
import { packing as schema } from "../lib/pipeline/schemas/packing.ts";
import { packingRows } from "../lib/recommendations/packing.ts";
import { planFor } from "../lib/recommendations/plan.ts";
import { readFleet } from "../lib/recommendations/read.ts";

export default phase({
  schema,
  question: "How few hosts could carry the servers that may share them, and does that pay?",
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
    rows: async ({ warehouse }) => packingRows(planFor(await readFleet(warehouse, rules), rules, seed)),
  }),
});
