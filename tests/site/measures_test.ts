import assert from "node:assert/strict";
import { bestNaive, measureNamed, roleOf, type Score } from "../../src/components/models/measures.ts";

const score = (model: string, mae: number | null, mase: number | null): Score => ({
  model,
  metric: "cpu_p95",
  horizon_band: "all",
  series: 1,
  mae,
  mase,
});

Deno.test("bestNaive: by error in the unit, by scaled error where units are mixed; models that learn do not count", () => {
  assert.equal(
    bestNaive([score("theta", 1, 1), score("drift", 3, 2), score("last_value", 2, 3)]),
    "last_value",
  );
  assert.equal(bestNaive([score("drift", null, 2), score("last_value", null, 3)]), "drift");
  assert.equal(bestNaive([score("theta", 1, 1)]), null);
});

Deno.test("roleOf: the baseline can be the best naive model too", () => {
  assert.equal(roleOf("weekday_mean", "weekday_mean"), "baseline, best naive");
  assert.equal(roleOf("drift", "weekday_mean"), "naive");
  assert.equal(roleOf("theta", "weekday_mean"), "");
});

Deno.test("measureNamed: what is ideal decides on the order", () => {
  assert.equal(measureNamed("bias").away(-2), 2);
  assert.ok(measureNamed("coverage_80").away(0.81) < measureNamed("coverage_80").away(0.78));
  assert.equal(measureNamed("nothing").name, "mase");
});
