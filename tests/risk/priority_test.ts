import assert from "node:assert/strict";
import { countByDay } from "../../lib/risk/crossing.ts";
import { byPriority, priorityScore, type Ranked } from "../../lib/risk/priority.ts";
import { RISK } from "./cases.ts";

Deno.test("priorityScore: weight × probability × half per half-life, worked by hand", () => {
  // Of 4 paths one crosses on day 60 and one on day 120: (1/2 + 1/4) / 4 = 0.1875.
  const reachedBy = Int32Array.from({ length: 181 }, (_, day) => day < 60 ? 0 : day < 120 ? 1 : 2);
  assert.equal(priorityScore("Low", { paths: 4, reachedBy }, RISK), 0.1875);
  assert.equal(priorityScore("Medium", { paths: 4, reachedBy }, RISK), 0.375);
  assert.equal(priorityScore("High", { paths: 4, reachedBy }, RISK), 0.5625);
});

Deno.test("priorityScore: the weight itself when over today, 0 when no path crosses", () => {
  assert.equal(priorityScore("High", countByDay(new Int16Array(4), 180), RISK), 3);
  assert.equal(priorityScore("High", { paths: 400, reachedBy: new Int32Array(181) }, RISK), 0);
});

Deno.test("byPriority: score, then peak, then server, then metric", () => {
  const row = (server_id: string, metric: string, priority_score: number, peak_p50: number): Ranked => ({
    server_id,
    metric,
    priority_score,
    peak_p50,
  });
  const expected = [
    row("B", "cpu_p95", 3, 81),
    row("C", "cpu_p95", 2, 95),
    row("A", "cpu_p95", 2, 85),
    row("A", "disk_p95", 2, 85),
    row("B", "disk_p95", 2, 85),
    row("A", "memory_p95", 0, 20),
  ];
  for (const shuffled of [[...expected].reverse(), [3, 0, 5, 1, 4, 2].map((index) => expected[index]!)]) {
    assert.deepEqual(shuffled.sort(byPriority), expected);
  }
});
