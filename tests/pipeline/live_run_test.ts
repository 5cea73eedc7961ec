import assert from "node:assert/strict";
import { busySeconds } from "../../lib/pipeline/live_run.ts";

const step = (from_seconds: number | null, to_seconds: number | null) => ({ from_seconds, to_seconds });

Deno.test("busySeconds: what ran side by side counts once, what did not run not at all", () => {
  assert.equal(busySeconds([step(1, 3), step(2, 5), step(7, 8), step(null, null)]), 5);
  assert.equal(busySeconds([step(2, 3), step(1, 6)]), 5);
  assert.equal(busySeconds([]), 0);
});
