import assert from "node:assert/strict";
import { silhouettes } from "../../lib/consolidation/silhouette.ts";

const near = (actual: number[] | null, expected: number[]) => {
  assert.equal(actual?.length, expected.length);
  expected.forEach((value, index) => assert.ok(Math.abs(actual![index]! - value) < 1e-12, `${actual}`));
};

Deno.test("silhouettes: two pairs on a line, worked by hand", () => {
  // From 0: a = 1, b = (4 + 5) / 2; from 1: a = 1, b = (3 + 4) / 2; mirrored on the other side.
  near(silhouettes([[0], [1], [4], [5]], [0, 0, 1, 1]), [3.5 / 4.5, 2.5 / 3.5, 2.5 / 3.5, 3.5 / 4.5]);
});

Deno.test("silhouettes: b is the nearest other cluster, in any dimension", () => {
  // From (0, 0): a = 5 (to (3, 4)); b = min(6, 8 and 10 → 9) = 6.
  const points = [[0, 0], [3, 4], [6, 0], [0, 8], [0, 10]];
  assert.ok(Math.abs(silhouettes(points, [0, 0, 1, 2, 2])![0]! - 1 / 6) < 1e-12);
});

Deno.test("silhouettes: below 0 for a misplaced point, 0 for an only member, null for one cluster", () => {
  const [misplaced] = silhouettes([[0], [9], [10], [1], [2]], [0, 0, 0, 1, 1])!;
  // a = (9 + 10) / 2, b = (1 + 2) / 2.
  assert.ok(Math.abs(misplaced! - (1.5 - 9.5) / 9.5) < 1e-12);
  assert.equal(silhouettes([[0], [1], [5]], [0, 0, 1])![2], 0);
  assert.equal(silhouettes([[0], [1]], [0, 0]), null);
});

Deno.test("silhouettes: points that coincide across clusters lie between them", () => {
  assert.deepEqual(silhouettes([[1], [1], [1], [1]], [0, 0, 1, 1]), [0, 0, 0, 0]);
});
