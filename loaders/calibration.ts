import { phase, sql } from "../lib/pipeline/phase.ts";
import { calibration } from "../lib/pipeline/schemas/calibration.ts";

export default phase({
  schema: calibration,
  question: "How wide must an interval be, going by the errors known at the time?",
  needs: ["predictions"],
  config: ["models"],
  work: ({ models: { intervals } }) =>
    sql("lib/models/intervals/calibration.duckdb.sql", {
      parameters: { ...intervals, bucket_ends: intervals.bucket_ends.join(",") },
    }),
});
