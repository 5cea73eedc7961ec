import { phase } from "../lib/pipeline/phase.ts";
import { riskRollup } from "../lib/pipeline/schemas/risk_rollup.ts";
import { judgeFleet } from "../lib/risk/fleet.ts";
import { readMemberships, readSource } from "../lib/risk/read.ts";
import { rollUps } from "../lib/risk/rollup.ts";
import { judgeServers } from "../lib/risk/servers.ts";

export default phase({
  schema: riskRollup,
  question: "Where does risk gather, and how many servers are to be expected over the threshold?",
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
      const servers = judgeServers(judgeFleet(fleet, source), risk);
      return rollUps(servers, await readMemberships(warehouse), { joint: source.joint, seed, today });
    },
  }),
});
