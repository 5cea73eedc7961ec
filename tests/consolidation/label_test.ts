import assert from "node:assert/strict";
import { type Centre, distinctLabels, label } from "../../lib/consolidation/label.ts";

const centre = (metric: Centre["metric"], mean: number, distance: number): Centre => ({
  metric,
  mean,
  distance,
});

Deno.test("label: names the metrics that stand out, with their figures", () => {
  const known: [Centre[], string][] = [
    [
      [centre("cpu_p95", 72.4, 1.3), centre("memory_p95", 50, 0.49), centre("disk_p95", 30.6, -0.5)],
      "high CPU (72 %), low disk (31 %)",
    ],
    [[centre("cpu_p95", 48, 0.1), centre("memory_p95", 51.2, -0.3)], "average load (CPU 48 %, memory 51 %)"],
    [[centre("cpu_p95", 6, 2)], "high CPU (6 %)"],
  ];
  for (const [centres, expected] of known) assert.equal(label(centres, 0.5), expected);
});

Deno.test("distinctLabels: equal labels get their cluster's number, others stay", () => {
  assert.deepEqual(distinctLabels(["high", "low", "high"]), ["high, cluster 1", "low", "high, cluster 3"]);
});
