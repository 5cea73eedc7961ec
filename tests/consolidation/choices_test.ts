import assert from "node:assert/strict";
import { clusterChoices } from "../../lib/consolidation/choices.ts";
import { clusterFleet } from "../../lib/consolidation/clusters.ts";
import type { Utilisation } from "../../lib/consolidation/complete.ts";
import { distancesToCentre, outliers } from "../../lib/consolidation/outliers.ts";
import { stream } from "../../lib/random/stream.ts";

const SETTINGS = {
  clusters: 3,
  window_days: 90,
  restarts: 5,
  label_distance: 0.5,
  outlier_ranges: 1.5,
  compare: { from: 2, to: 5, resamples: 20, restarts: 3 },
};

/** Servers around so many centres. */
const around = (centres: readonly number[][], each: number, spread: number): Utilisation[] =>
  centres.flatMap(([cpu_p95, memory_p95, disk_p95], group) =>
    Array.from({ length: each }, (_, index) => {
      const { normal } = stream(5, "server", group, index);
      return {
        server_id: `S-${group}-${index}`,
        cpu_p95: cpu_p95! + spread * normal(),
        memory_p95: memory_p95! + spread * normal(),
        disk_p95: disk_p95! + spread * normal(),
      };
    })
  );

const BLOBS = around([[20, 20, 50], [80, 30, 50], [40, 90, 50]], 15, 2);

Deno.test("clusterChoices: the true number of groups is the sharpest and stable, one more is neither", () => {
  const rows = clusterChoices(BLOBS, SETTINGS, 42);
  assert.deepEqual(rows.map(({ clusters, chosen }) => [clusters, chosen]), [
    [2, false],
    [3, true],
    [4, false],
    [5, false],
  ]);
  const [two, three, four] = rows as [typeof rows[0], typeof rows[0], typeof rows[0]];
  assert.ok(three!.silhouette > two!.silhouette && three!.silhouette > four!.silhouette);
  assert.ok(three!.stability! > 0.95);
  assert.ok(four!.stability! < 0.95 && four!.stability_low! <= four!.stability!);
  assert.deepEqual(rows.map(({ explained }) => explained), rows.map(({ explained }) => explained).sort());
});

Deno.test("clusterChoices: the number chosen is described by the groups that are shown", () => {
  const fleet = around([[50, 50, 50], [60, 55, 50]], 40, 12);
  const shown = clusterFleet(fleet, SETTINGS, 42).rows.map(({ silhouette }) => silhouette!);
  const chosen = clusterChoices(fleet, SETTINGS, 42).find(({ chosen }) => chosen)!;
  const mean = shown.reduce((sum, value) => sum + value, 0) / shown.length;
  assert.ok(Math.abs(chosen.silhouette - mean) < 1e-12);
  assert.equal(chosen.misplaced, shown.filter((value) => value < 0).length);
});

Deno.test("clusterChoices: one cloud has no stable groups", () => {
  const rows = clusterChoices(around([[50, 50, 50]], 60, 10), SETTINGS, 42);
  assert.ok(rows.every(({ stability }) => stability! < 0.9));
});

Deno.test("clusterChoices: the order of the servers changes nothing, too few servers compare nothing", () => {
  assert.deepEqual(clusterChoices(BLOBS.toReversed(), SETTINGS, 42), clusterChoices(BLOBS, SETTINGS, 42));
  assert.deepEqual(clusterChoices(BLOBS.slice(0, 2), SETTINGS, 42), []);
});

Deno.test("outliers: beyond the fence of their own cluster", () => {
  // Quartiles of 1, 1, 2, 2, 9 are 1 and 2: the fence is 3.5.
  assert.deepEqual(outliers([1, 1, 2, 2, 9, 9, 9], [0, 0, 0, 0, 0, 1, 1], 1.5), [
    false,
    false,
    false,
    false,
    true,
    false,
    false,
  ]);
});

Deno.test("distancesToCentre: to the mean of the cluster, worked by hand", () => {
  assert.deepEqual(distancesToCentre([[0, 0], [6, 8], [1, 1]], [0, 0, 1]), [5, 5, 0]);
});
