import assert from "node:assert/strict";
import { clusterFleet } from "../../lib/consolidation/clusters.ts";
import type { Utilisation } from "../../lib/consolidation/complete.ts";

const SETTINGS = {
  clusters: 3,
  window_days: 90,
  restarts: 5,
  label_distance: 0.5,
  outlier_ranges: 1.5,
  compare: { from: 2, to: 4, resamples: 20, restarts: 2 },
};

const server = (
  server_id: string,
  cpu_p95: number | null,
  memory_p95: number | null,
  disk_p95: number | null,
): Utilisation => ({ server_id, cpu_p95, memory_p95, disk_p95 });

const FLEET = [
  server("A", 20, 30, 60),
  server("B", 82, 70, 50),
  server("C", 22, 32, 61),
  server("D", 80, 72, 50),
  server("E", 50, 90, 20),
  server("F", 52, 88, 21),
];

Deno.test("clusterFleet: three obvious groups, the busiest first, with plain labels", () => {
  const { rows, notes } = clusterFleet(FLEET, SETTINGS, 42);
  assert.deepEqual(rows.map(({ server_id, cluster, label }) => [server_id, cluster, label]), [
    ["A", 3, "low CPU (21 %), low memory (31 %), high disk (61 %)"],
    ["B", 1, "high CPU (81 %)"],
    ["C", 3, "low CPU (21 %), low memory (31 %), high disk (61 %)"],
    ["D", 1, "high CPU (81 %)"],
    ["E", 2, "high memory (89 %), low disk (21 %)"],
    ["F", 2, "high memory (89 %), low disk (21 %)"],
  ]);
  assert.ok(rows.every(({ silhouette }) => silhouette! > 0.9));
  assert.equal(rows[0]!.reason, "Clustered on mean daily P95 of CPU, memory, disk over the last 90 days.");
  assert.deepEqual(notes, []);
});

Deno.test("clusterFleet: the order of the input and the seed change nothing where the groups are plain", () => {
  const usual = clusterFleet(FLEET, SETTINGS, 42);
  assert.deepEqual(clusterFleet([...FLEET].reverse(), SETTINGS, 42), usual);
  assert.deepEqual(clusterFleet(FLEET, SETTINGS, 7), usual);
});

Deno.test("clusterFleet: a metric that no server has is left out, and said", () => {
  const fleet = FLEET.map((given) => ({ ...given, memory_p95: null, disk_p95: null }));
  const { rows, notes } = clusterFleet(fleet, SETTINGS, 42);
  assert.deepEqual(rows.map(({ cluster }) => cluster), [3, 1, 3, 1, 2, 2]);
  assert.equal(rows[1]!.label, "high CPU (81 %)");
  assert.equal(
    rows[1]!.reason,
    "Clustered on mean daily P95 of CPU over the last 90 days; no server has usable values of memory, disk.",
  );
  assert.deepEqual(notes, ["Clusters leave out memory, disk: no server has usable values"]);
});

Deno.test("clusterFleet: a server without values is in no cluster, and the others stay where they were", () => {
  const { rows, notes } = clusterFleet([...FLEET, server("G", 99, null, null)], SETTINGS, 42);
  assert.deepEqual(rows.slice(0, 6), clusterFleet(FLEET, SETTINGS, 42).rows);
  assert.deepEqual(rows[6], {
    ...server("G", 99, null, null),
    cluster: null,
    label: "not assessed",
    silhouette: null,
    distance: null,
    outlier: false,
    reason: "No usable values of memory, disk over the last 90 days.",
  });
  assert.deepEqual(notes, ["1 of 7 servers are in no cluster: values are missing"]);
});

Deno.test("clusterFleet: fewer different servers than clusters give fewer clusters", () => {
  const { rows, notes } = clusterFleet([FLEET[0]!, FLEET[1]!], SETTINGS, 42);
  assert.deepEqual(rows.map(({ cluster, silhouette }) => [cluster, silhouette]), [[2, 0], [1, 0]]);
  assert.deepEqual(notes, ["Found 2 clusters, not 3: no more servers differ"]);
  const [alone] = clusterFleet([FLEET[0]!], SETTINGS, 42).rows;
  assert.deepEqual([alone!.cluster, alone!.silhouette, alone!.label], [
    1,
    null,
    "average load (CPU 20 %, memory 30 %, disk 60 %)",
  ]);
});

Deno.test("clusterFleet: a fleet without any usable value has no clusters", () => {
  const { rows } = clusterFleet([server("A", null, null, null)], SETTINGS, 42);
  assert.deepEqual([rows[0]!.cluster, rows[0]!.reason], [
    null,
    "No usable values of CPU, memory, disk over the last 90 days.",
  ]);
});
