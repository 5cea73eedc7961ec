import { phase, sql } from "../lib/pipeline/phase.ts";
import { features } from "../lib/pipeline/schemas/features.ts";

export default phase({
  schema: features,
  question: "What could a model know of each day on its morning?",
  needs: ["servers", "calendar", "observations"],
  config: ["features"],
  work: ({ features }) =>
    sql("lib/features/features.sql", { parameters: { min_window_share: features.min_window_share } }),
  slice: {
    query: `SELECT * FROM features
      WHERE date > (SELECT max(date) FROM features) - INTERVAL 30 DAY
      ORDER BY server_id, metric, date`,
    note: "the last 30 days of each series",
  },
});
