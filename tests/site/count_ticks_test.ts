import assert from "node:assert/strict";
import { countTicks } from "../../src/components/charts/count_ticks.ts";

Deno.test("countTicks: few are counted one by one, many as the scale likes", () => {
  assert.deepEqual(countTicks(1).ticks, [0, 1]);
  assert.deepEqual(countTicks(2.4).ticks, [0, 1, 2, 3]);
  assert.deepEqual(countTicks(120), {});
});
