import { phase } from "headroom:lib/pipeline/phase.ts";
import { load } from "../lib/load.ts";
import { readings } from "../lib/schemas.ts";

export default phase({
  schema: readings,
  question: "How busy were they?",
  needs: ["servers"],
  config: ["telemetry"],
  slice: { query: "SELECT * FROM readings WHERE server_id = 'SRV-0'", note: "one server" },
  work: ({ telemetry }) => ({
    kind: "series",
    columns: async ({ servers, warehouse }) => {
      const sizes = new Map(
        (await warehouse.query("SELECT * FROM servers")).map((row) => [row.server_id, row.size]),
      );
      const rows = servers.flatMap((id) => Array.from({ length: telemetry.days }, (_, day) => ({ id, day })));
      return {
        server_id: rows.map(({ id }) => id),
        date: Int32Array.from(rows, ({ day }) => day),
        load: Float64Array.from(rows, ({ id, day }) => load(sizes.get(id), day)),
      };
    },
  }),
});
