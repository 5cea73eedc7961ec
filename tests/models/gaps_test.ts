import assert from "node:assert/strict";
import { withoutGaps } from "../../lib/models/gaps.ts";

Deno.test("withoutGaps: from the same position of the seasons around, else from the neighbours", () => {
  const gap = Float64Array.of(1, 10, NaN, 20, 3, NaN);
  assert.deepEqual(withoutGaps(gap, 2), Float64Array.of(1, 10, 2, 20, 3, 20));
  assert.deepEqual(withoutGaps(Float64Array.of(4, NaN, 8, NaN), 2), Float64Array.of(4, 6, 8, 8));
  const whole = Float64Array.of(1, 2);
  assert.equal(withoutGaps(whole, 2), whole);
});
