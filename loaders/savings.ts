import { phase, sql } from "../lib/pipeline/phase.ts";
import { savings } from "../lib/pipeline/schemas/savings.ts";

export default phase({
  schema: savings,
  question: "What do the recommendations save, of whom and where?",
  needs: ["servers", "recommendations"],
  config: [],
  work: () => sql("lib/recommendations/savings.sql"),
});
