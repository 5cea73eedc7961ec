import { phase, sql } from "../lib/pipeline/phase.ts";
import { scores } from "../lib/pipeline/schemas/scores.ts";

export default phase({
  schema: scores,
  question: "How wrong has each model been on each series so far?",
  needs: ["predictions"],
  config: [],
  work: () => sql("lib/models/selection/scores.sql"),
});
