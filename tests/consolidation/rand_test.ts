import assert from "node:assert/strict";
import { adjustedRand } from "../../lib/consolidation/rand.ts";
import { stream } from "../../lib/random/stream.ts";

Deno.test("adjustedRand: known answers, names of the groups do not matter", () => {
  assert.equal(adjustedRand([0, 0, 1, 1], [1, 1, 0, 0]), 1);
  // scikit-learn's documented examples: adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) and ([0, 0, 0, 0], [0, 1, 2, 3]).
  assert.ok(Math.abs(adjustedRand([0, 0, 1, 2], [0, 0, 1, 1]) - 4 / 7) < 1e-12);
  assert.equal(adjustedRand([0, 0, 0, 0], [0, 1, 2, 3]), 0);
  assert.ok(Math.abs(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1]) + 0.5) < 1e-12);
  assert.equal(adjustedRand([0, 0], [3, 3]), 1);
});

Deno.test("adjustedRand: near 0 for groups drawn by chance, the same both ways", () => {
  const { whole } = stream(1, "rand");
  const [one, other] = [0, 1].map(() => Array.from({ length: 2000 }, () => whole(0, 3))) as [
    number[],
    number[],
  ];
  assert.ok(Math.abs(adjustedRand(one, other)) < 0.01);
  assert.equal(adjustedRand(one, other), adjustedRand(other, one));
});

Deno.test("adjustedRand: refuses partitions of different points", () => {
  assert.throws(() => adjustedRand([0, 1], [0]), /must be of the same points: 2 and 1/);
});
