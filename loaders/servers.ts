import { servers as syntheticServers } from "../lib/fleet/servers.ts";
import { phase, sql } from "../lib/pipeline/phase.ts";
import { servers } from "../lib/pipeline/schemas/servers.ts";

export default phase({
  schema: servers,
  question: "Which servers are there, who owns them, and what do they cost?",
  needs: [],
  config: ["fleet", "telemetry"],
  work: ({ fleet, telemetry }) => {
    switch (telemetry.source) {
      case "bitbrains":
        return sql("lib/fleet/bitbrains_servers.duckdb.sql", { inputs: { file: telemetry.bitbrains.file } });
      case "ingested": {
        const { daily, inventory } = telemetry.ingested;
        return sql("lib/fleet/ingested_servers.duckdb.sql", { inputs: { file: daily, inventory } });
      }
      case "synthetic":
        return { kind: "table", rows: () => syntheticServers(fleet) };
    }
  },
});
