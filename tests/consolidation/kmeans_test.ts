import assert from "node:assert/strict";
import { countDistinct, partition } from "../../lib/consolidation/kmeans.ts";
import { stream } from "../../lib/random/stream.ts";

// Three obvious blobs in the plane, three points each.
const BLOBS = [[0, 0], [0, 1], [1, 0], [10, 10], [10, 11], [11, 10], [20, 0], [20, 1], [21, 0]];

const start = (seed: number, clusters = 3, restarts = 5) => {
  const { whole } = stream(seed, "test");
  return { clusters, restarts, nextSeed: () => whole(0, 2 ** 31 - 1) };
};

Deno.test("partition: finds three obvious blobs whatever the seed", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { assignments, inertia } = partition(BLOBS, start(seed));
    const [a, b, c] = [assignments[0]!, assignments[3]!, assignments[6]!];
    assert.deepEqual(assignments, [a, a, a, b, b, b, c, c, c]);
    assert.equal(new Set([a, b, c]).size, 3);
    // Each blob: points at (0,0), (0,1), (1,0) about (⅓, ⅓): 2/9 + 5/9 + 5/9 = 4/3.
    assert.ok(Math.abs(inertia - 4) < 1e-9);
  }
});

Deno.test("partition: more starts never end looser", () => {
  const points = Array.from({ length: 60 }, (_, index) => {
    const { uniform } = stream(3, "point", index);
    return [uniform(), uniform(), uniform()];
  });
  const inertias = [1, 3, 10, 30].map((restarts) => partition(points, start(9, 6, restarts)).inertia);
  assert.deepEqual(inertias, [...inertias].sort((a, b) => b - a));
  assert.ok(inertias[3]! < inertias[0]!);
});

Deno.test("partition: refuses more clusters than points that differ", () => {
  assert.throws(() => partition([[1], [1], [2]], start(1, 3)), {
    name: "RangeError",
    message: "Cannot look for 3 clusters as each needs a point of its own: 2 distinct points",
  });
});

Deno.test("countDistinct: counts points, not occurrences", () => {
  assert.equal(countDistinct([[1, 2], [1, 2], [2, 1], [12, 0]]), 3);
  assert.equal(countDistinct([]), 0);
});
