import { readFacts } from "../lib/cleaning/facts.ts";
import { judge } from "../lib/cleaning/quality.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { quality } from "../lib/pipeline/schemas/quality.ts";

export default phase({
  schema: quality,
  question: "How far can each series be trusted?",
  needs: ["servers", "quarantine", "observations"],
  config: ["telemetry", "cleaning"],
  work: ({ telemetry, cleaning }) => ({
    kind: "table",
    rows: async ({ warehouse }) =>
      (await readFacts(warehouse, telemetry.metrics)).map((facts) => judge(facts, cleaning.verdict)),
  }),
});
