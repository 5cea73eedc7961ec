import { phase, sql } from "../lib/pipeline/phase.ts";
import { dependence } from "../lib/pipeline/schemas/dependence.ts";

export default phase({
  schema: dependence,
  question: "How long does a forecast error last?",
  needs: ["predictions", "selection"],
  config: ["models"],
  work: ({ models: { dependence } }) =>
    sql("lib/models/intervals/dependence.sql", { parameters: { ...dependence } }),
});
