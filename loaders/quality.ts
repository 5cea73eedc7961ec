import { readFacts } from "../lib/cleaning/facts.ts";
import { observedMetrics } from "../lib/cleaning/measured.ts";
import { noOddities, readOddities } from "../lib/cleaning/oddities.ts";
import { judge } from "../lib/cleaning/quality.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { quality } from "../lib/pipeline/schemas/quality.ts";

export default phase({
  schema: quality,
  question: "How far can each series be trusted?",
  needs: ["servers", "quarantine", "telemetry", "observations"],
  config: ["telemetry", "cleaning"],
  work: ({ telemetry, cleaning }) => ({
    kind: "table",
    rows: async ({ warehouse }) => {
      const { metrics, source } = telemetry;
      const measured = source === "ingested" ? await observedMetrics(warehouse, metrics) : metrics;
      const oddities = await readOddities(warehouse, cleaning.oddities);
      return (await readFacts(warehouse, measured)).map((facts) => {
        const { server_id, metric } = facts;
        const odd = oddities.get(`${server_id}/${metric}`) ?? noOddities(server_id, metric);
        return judge(facts, odd, cleaning.verdict);
      });
    },
  }),
});
