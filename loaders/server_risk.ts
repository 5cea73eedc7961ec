import { phase } from "../lib/pipeline/phase.ts";
import { serverRisk } from "../lib/pipeline/schemas/server_risk.ts";
import { judgeFleet } from "../lib/risk/fleet.ts";
import { readSource } from "../lib/risk/read.ts";
import { judgeServers } from "../lib/risk/servers.ts";

export default phase({
  schema: serverRisk,
  question: "Which servers run out first, of whatever it is?",
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
      const { fleet, source } = await readSource(warehouse, risk, seed);
      return judgeServers(judgeFleet(fleet, source), risk).map(({ row }) => row);
    },
  }),
});
