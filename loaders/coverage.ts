import { phase, sql } from "../lib/pipeline/phase.ts";
import { coverage } from "../lib/pipeline/schemas/coverage.ts";

export default phase({
  schema: coverage,
  question: "How much of each month was observed?",
  needs: ["observations"],
  config: [],
  work: () => sql("lib/cleaning/coverage.sql"),
});
