import { phase } from "../lib/pipeline/phase.ts";
import { summary } from "../lib/pipeline/schemas/summary.ts";
import { readReport } from "../lib/summary/read.ts";
import { summarise } from "../lib/summary/summary.ts";

export default phase({
  schema: summary,
  question: "What does the whole report come down to?",
  needs: [
    "servers",
    "quality",
    "observations",
    "risk",
    "server_risk",
    "risk_rollup",
    "recommendations",
    "clusters",
    "accuracy",
  ],
  config: ["risk"],
  work: ({ risk }) => ({
    kind: "json",
    value: async ({ warehouse }) => summarise(await readReport(warehouse), risk),
  }),
});
