import assert from "node:assert/strict";
import { busiestFirst, centresOf, standardise } from "../../lib/consolidation/points.ts";

Deno.test("standardise: mean 0 and population standard deviation 1, by dimension", () => {
  // Mean 5, standard deviation 2 (the usual example); the second dimension does not vary.
  const values = [2, 4, 4, 4, 5, 5, 7, 9];
  assert.deepEqual(
    standardise(values.map((value) => [value, 3])),
    [-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2].map((value) => [value, 0]),
  );
});

Deno.test("centresOf: mean of the members, in order of the clusters", () => {
  assert.deepEqual(centresOf([[0, 0], [10, 20], [2, 4]], [1, 0, 1]), [[10, 20], [1, 2]]);
});

Deno.test("busiestFirst: numbers clusters by falling load, equal ones by their first member", () => {
  assert.deepEqual(busiestFirst([[10], [90], [50], [91]], [0, 1, 2, 1]), [2, 0, 1, 0]);
  assert.deepEqual(busiestFirst([[50], [50], [60]], [2, 0, 1]), [1, 2, 0]);
});
