import { phase, sql } from "../lib/pipeline/phase.ts";
import { correlations } from "../lib/pipeline/schemas/correlations.ts";

export default phase({
  schema: correlations,
  question: "Which metrics, kinds of servers and services move together?",
  needs: ["servers", "observations"],
  config: [],
  work: () => sql("lib/fleet/correlations.sql"),
});
