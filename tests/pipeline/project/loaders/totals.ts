import { phase, sql } from "headroom:lib/pipeline/phase.ts";
import { totals } from "../lib/schemas.ts";

export default phase({
  schema: totals,
  question: "How often were they over?",
  needs: ["readings"],
  config: ["risk"],
  work: ({ risk }) =>
    sql("lib/totals.sql", { parameters: { high: risk.high }, inputs: { notes: "notes.csv" } }),
});
