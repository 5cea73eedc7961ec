import { phase, sql } from "../lib/pipeline/phase.ts";
import { catalogue } from "../lib/pipeline/schemas/catalogue.ts";

export default phase({
  schema: catalogue,
  question: "Which sizes could a server have, and what do they cost?",
  needs: [],
  config: ["recommendations"],
  work: ({ recommendations: { catalogue: { file, hours_per_month } } }) =>
    sql("lib/recommendations/catalogue.duckdb.sql", { parameters: { hours_per_month }, inputs: { file } }),
});
