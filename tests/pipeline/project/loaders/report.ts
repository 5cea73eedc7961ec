import { phase } from "headroom:lib/pipeline/phase.ts";
import { report } from "../lib/schemas.ts";

export default phase({
  schema: report,
  question: "How many servers were over?",
  needs: ["totals"],
  config: [],
  work: () => ({
    kind: "json",
    value: async ({ warehouse, warn }) => {
      const [row] = await warehouse.query("SELECT count(*) AS n FROM totals WHERE days_over > 0");
      if (row.n === 0) warn("no server was over");
      return { over: row.n, high: 0 };
    },
  }),
});
