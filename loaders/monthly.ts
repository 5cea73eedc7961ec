import { answersOf } from "../lib/answers/answers.ts";
import { readFacts as readAnswers } from "../lib/answers/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { monthly } from "../lib/pipeline/schemas/monthly.ts";
import { compose } from "../lib/report/monthly.ts";
import { readFacts, READS } from "../lib/report/read.ts";

export default phase({
  schema: monthly,
  question: "What does the board need to know this month?",
  needs: [...READS, "observations", "server_risk", "clusters"],
  config: ["risk", "recommendations", "models", "telemetry", "site"],
  work: (settings) => ({
    kind: "json",
    value: async ({ warehouse }) => {
      const said = await readAnswers(warehouse, settings);
      const facts = await readFacts(warehouse, settings.risk.high);
      return compose({ summary: said.summary, answers: answersOf(said), facts, settings });
    },
  }),
});
