import { phase, sql } from "../lib/pipeline/phase.ts";
import { resources } from "../lib/pipeline/schemas/resources.ts";

export default phase({
  schema: resources,
  question: "What is one percent of each server, in units that add up?",
  needs: ["servers"],
  config: [],
  work: () => sql("lib/totals/resources.sql"),
});
