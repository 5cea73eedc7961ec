import { phase, sql } from "../lib/pipeline/phase.ts";
import { selection } from "../lib/pipeline/schemas/selection.ts";

export default phase({
  schema: selection,
  question: "Which model forecasts each series, and why?",
  needs: ["choices"],
  config: [],
  work: () => sql("lib/models/selection/selection.sql"),
});
