import assert from "node:assert/strict";
import { directionOf, explain } from "../../lib/anomalies/explain.ts";

const found = { value: 98, expected: 44.8, spread: 4.5, method: "forecast_error" } as const;

Deno.test("explain: value, size, side, expected value, usual spreads, finding", () => {
  assert.equal(
    explain(found),
    "98 is 53.2 above the expected 44.8, 12 usual spreads: a larger jump than usual (forecast_error)",
  );
  assert.match(explain({ ...found, value: 40 }), /^40 is 4.8 below the expected 44.8, 1.1 usual spreads/);
});

Deno.test("explain: without what is not known", () => {
  assert.equal(explain({ ...found, expected: NaN }), "98: a larger jump than usual (forecast_error)");
  assert.match(explain({ ...found, spread: 0 }), /^98 is 53.2 above the expected 44.8: /);
});

Deno.test("directionOf: side of the expected value, or what became of the scatter", () => {
  assert.equal(directionOf(found), "above");
  assert.equal(directionOf({ ...found, value: 1 }), "below");
  assert.equal(directionOf({ ...found, method: "wider_spread" }), "wider");
  assert.equal(directionOf({ ...found, method: "narrower_spread" }), "narrower");
});
