import assert from "node:assert/strict";
import { errorsByDay, type Score } from "../../lib/models/selection/errors.ts";

const score = (server_id: string, model: string, known_at: string, days: number, mae: number): Score => ({
  server_id,
  metric: "cpu_p95",
  model,
  known_at,
  days,
  mae,
});

Deno.test("errorsByDay: the mean error of each window, from what was known at both its ends", () => {
  const known = errorsByDay([
    score("A", "theta", "2025-01-10", 10, 3),
    score("A", "theta", "2025-01-20", 30, 5),
    score("A", "theta", "2025-01-30", 30, 5),
  ]);
  assert.deepEqual(known.get("2025-01-10")!.get("A")!.get("theta"), { mae: 3, windows: [3] });
  // 30 × 5 − 10 × 3 over 20 more days; then no day more.
  assert.deepEqual(known.get("2025-01-20")!.get("A")!.get("theta"), { mae: 5, windows: [3, 6] });
  assert.deepEqual(known.get("2025-01-30")!.get("A")!.get("theta"), { mae: 5, windows: [3, 6, NaN] });
});

Deno.test("errorsByDay: what a model scored later did before is not made up", () => {
  const known = errorsByDay([
    score("A", "theta", "2025-01-10", 10, 3),
    score("B", "theta", "2025-01-20", 10, 4),
    score("B", "theta", "2025-01-30", 20, 3),
  ]);
  assert.equal(known.get("2025-01-10")!.get("B"), undefined);
  assert.deepEqual(known.get("2025-01-30")!.get("B")!.get("theta"), { mae: 3, windows: [NaN, NaN, 2] });
  assert.equal(known.get("2025-01-30")!.get("A"), undefined);
});

Deno.test("errorsByDay: a window without error has none, whatever rounding leaves", () => {
  const known = errorsByDay([
    score("A", "theta", "2025-01-10", 3, 0.1),
    score("A", "theta", "2025-01-20", 30, 0.01 + 1e-17),
  ]);
  assert.deepEqual(known.get("2025-01-20")!.get("A")!.get("theta")!.windows, [0.1, 0]);
});
