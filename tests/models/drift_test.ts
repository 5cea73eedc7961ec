import assert from "node:assert/strict";
import { type BandError, driftRows, driftSentence } from "../../lib/models/drift/drift.ts";

const error = (metric: string, horizon_band: string, error: number, model = "selected"): BandError => ({
  metric,
  horizon_band,
  model,
  error,
});

Deno.test("driftRows: what both were scored on, flagged beyond the tolerance and not at it", () => {
  const before = [error("cpu_p95", "1-30", 4), error("disk_p95", "1-30", 4), error("gone", "1-30", 4)];
  const after = [error("cpu_p95", "1-30", 4.2), error("disk_p95", "1-30", 4.4), error("new", "1-30", 4)];
  const rows = driftRows(before, after, 5.0000001);
  assert.deepEqual(rows.map(({ metric, worse }) => [metric, worse]), [["cpu_p95", false], [
    "disk_p95",
    true,
  ]]);
  assert.ok(Math.abs(rows[1]!.change_pct! - 10) < 1e-9);
});

Deno.test("driftRows: an error where there was none is worse, none again is not", () => {
  const [first, second] = driftRows(
    [error("a", "all", 0), error("b", "all", 0)],
    [error("a", "all", 0.1), error("b", "all", 0)],
    5,
  );
  assert.deepEqual([first!.change_pct, first!.worse, second!.worse], [null, true, false]);
});

Deno.test("driftSentence: the models in use overall, and each metric and band that is worse", () => {
  const before = [error("all", "all", 1), error("cpu_p95", "1-30", 4), error("cpu_p95", "1-30", 1, "drift")];
  const after = [error("all", "all", 0.9), error("cpu_p95", "1-30", 5), error("cpu_p95", "1-30", 9, "drift")];
  assert.equal(
    driftSentence(driftRows(before, after, 5), 5),
    "error of the models in use -10.0 % overall; 1 of 1 metrics and bands worse by more than 5 %: " +
      "cpu_p95 1-30 +25.0 %",
  );
  assert.equal(driftSentence([], 5), "nothing was scored by both");
});
