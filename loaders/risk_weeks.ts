import { phase } from "../lib/pipeline/phase.ts";
import { riskWeeks } from "../lib/pipeline/schemas/risk_weeks.ts";
import { judgeFleet } from "../lib/risk/fleet.ts";
import { readSource } from "../lib/risk/read.ts";
import { judgeServers } from "../lib/risk/servers.ts";
import { weekRows } from "../lib/risk/weeks.ts";

export default phase({
  schema: riskWeeks,
  question: "By which week has each server run out of something, and how sure is that?",
  needs: [
    "servers",
    "calendar",
    "quality",
    "observations",
    "dependence",
    "trajectories",
    "forecasts",
    "reserved",
  ],
  config: ["risk", "fleet"],
  work: ({ risk, fleet: { seed } }) => ({
    kind: "table",
    rows: async ({ warehouse }) => {
      const { fleet, source, today } = await readSource(warehouse, risk, seed);
      return weekRows(judgeServers(judgeFleet(fleet, source), risk), today);
    },
  }),
  slice: {
    query: `SELECT risk_weeks.* FROM risk_weeks JOIN (
        SELECT server_id FROM risk_weeks GROUP BY server_id ORDER BY sum(reached_80) DESC, server_id LIMIT 300
      ) USING (server_id) ORDER BY server_id, week`,
    note: "the 300 servers that get there soonest and surest",
  },
});
