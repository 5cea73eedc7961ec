import { phase } from "headroom:lib/pipeline/phase.ts";
import { servers } from "../lib/schemas.ts";

export default phase({
  schema: servers,
  question: "Which servers are there?",
  needs: [],
  config: ["fleet"],
  work: ({ fleet }) => ({
    kind: "table",
    rows: () => fleet.sizes.map((size, index) => ({ server_id: `SRV-${index}`, size })),
  }),
});
