import assert from "node:assert/strict";
import { METRICS } from "../../lib/pipeline/schemas/columns.ts";
import { errorsByMetric, gain } from "./ceiling.ts";
import { fleet, settings } from "./fleet.ts";

const errors = errorsByMetric(fleet, settings);

Deno.test("honest ceiling: the oracle errs 25 to 40 % less than the weekday mean", () => {
  const overall = gain([...errors.values()].flat());
  assert.ok(overall >= 0.25 && overall <= 0.4, `gain of ${overall}`);
});

Deno.test("honest ceiling: it is neither trivial nor out of reach on any metric", () => {
  for (const metric of METRICS) {
    const possible = gain(errors.get(metric)!);
    assert.ok(possible >= 0.2 && possible <= 0.45, `${metric}: gain of ${possible}`);
  }
});

Deno.test("honest ceiling: nearly every server counts", () => {
  assert.ok(errors.get("cpu_p95")!.length > 0.9 * 3 * fleet.length);
});
