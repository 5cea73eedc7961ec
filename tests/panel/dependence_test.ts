import assert from "node:assert/strict";
import { effectiveCount } from "../../lib/panel/dependence.ts";

Deno.test("effectiveCount: errors that are all alike within an origin count once", () => {
  assert.equal(effectiveCount([Float64Array.of(1, 1, 1), Float64Array.of(4, 4, 4)]), 2);
});

Deno.test("effectiveCount: errors that vary as much within origins as between count each", () => {
  assert.equal(effectiveCount([Float64Array.of(-1, 1, NaN), Float64Array.of(1, -1, Infinity)]), 4);
});

Deno.test("effectiveCount: between these by the intraclass correlation", () => {
  // Means 1 and 3, mean square 4 between and 2 within origins of two: correlation 2 / 6, 4 / (1 + 1/3).
  assert.ok(Math.abs(effectiveCount([Float64Array.of(0, 2), Float64Array.of(2, 4)]) - 3) < 1e-12);
});

Deno.test("effectiveCount: a single origin is one, none is none", () => {
  assert.equal(effectiveCount([Float64Array.of(1, 2, 3)]), 1);
  assert.equal(effectiveCount([Float64Array.of(NaN)]), 0);
});
