import { answersOf } from "../lib/answers/answers.ts";
import { readFacts } from "../lib/answers/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { answers } from "../lib/pipeline/schemas/answers.ts";

export default phase({
  schema: answers,
  question: "What does each page say first?",
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
    "savings",
    "plan_check",
  ],
  config: ["risk", "telemetry", "recommendations"],
  work: (settings) => ({
    kind: "json",
    value: async ({ warehouse }) => answersOf(await readFacts(warehouse, settings)),
  }),
});
