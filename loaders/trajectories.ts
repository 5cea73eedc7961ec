import { phase } from "../lib/pipeline/phase.ts";
import { trajectories } from "../lib/pipeline/schemas/trajectories.ts";
import { donorRules, readTrajectories, trajectoryColumns } from "../lib/risk/donors.ts";
import { templateOf } from "../lib/risk/trajectories.ts";

export default phase({
  schema: trajectories,
  question: "Which forecast errors go together, over days and over the metrics of a server?",
  needs: ["predictions", "choices"],
  config: ["risk"],
  work: ({ risk }) => ({
    kind: "parts",
    parts: 1,
    columns: async ({ warehouse, warn }) => {
      const rules = donorRules(risk);
      const known = await readTrajectories(warehouse);
      const template = templateOf(known, rules);
      if (template === null) {
        warn(
          `Of ${known.length} past forecasts fewer than ${rules.least} have every metric over a whole horizon: ` +
            "days go together by autocorrelation alone.",
        );
      }
      return trajectoryColumns(template);
    },
  }),
  slice: {
    query: `SELECT server_id, cutoff, metric, horizon_days, CAST(round(score, 2) AS REAL) AS score
      FROM trajectories WHERE MOD(horizon_days, 7) = 0 AND cutoff = (SELECT max(cutoff) FROM trajectories)
      ORDER BY server_id, cutoff, metric, horizon_days`,
    note: "the last cutoff, every seventh day; rounded to 0.01",
  },
});
