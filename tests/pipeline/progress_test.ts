import assert from "node:assert/strict";
import { duration } from "../../lib/pipeline/progress.ts";

Deno.test("duration: seconds are rounded before they make minutes, so 60 of them are one", () => {
  assert.deepEqual([9.94, 89.4, 119.6, 120, 3599.7].map(duration), [
    "9.9 s",
    "89 s",
    "2 min 0 s",
    "2 min 0 s",
    "60 min 0 s",
  ]);
});
