import { phase, sql } from "../lib/pipeline/phase.ts";
import { quarantine } from "../lib/pipeline/schemas/quarantine.ts";

export default phase({
  schema: quarantine,
  question: "Which readings were not believed, and which rule did they break?",
  needs: ["servers", "readings"],
  config: ["cleaning"],
  work: ({ cleaning }) =>
    sql("lib/cleaning/quarantine.sql", {
      parameters: { min_samples: cleaning.min_samples, over_capacity_pct: cleaning.over_capacity_pct },
    }),
});
