import { readScores, withinBudget } from "../lib/anomalies/fleet.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { anomalies } from "../lib/pipeline/schemas/anomalies.ts";

export default phase({
  schema: anomalies,
  question: "Which anomalous days should a person look at, when no more than a budget may be flagged?",
  needs: ["servers", "anomaly_scores"],
  config: ["anomalies"],
  work: ({ anomalies }) => ({
    kind: "table",
    rows: async ({ warehouse }) => {
      const { days, servers } = await readScores(warehouse);
      return withinBudget(days, servers, anomalies.budget);
    },
  }),
});
