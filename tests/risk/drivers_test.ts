import assert from "node:assert/strict";
import { driverRows, type Examples } from "../../lib/risk/drivers.ts";
import { stream } from "../../lib/random/stream.ts";
import { RISK } from "./cases.ts";

/** Eighty series whose risk is decided by their level; the second feature says nothing. */
const EXAMPLES: Examples = (() => {
  const { between } = stream(5, "examples");
  const rows = Array.from({ length: 80 }, () => [between(0, 100), between(0, 100)]);
  return { features: ["level", "chance"], rows, atRisk: rows.map(([level]) => level! > 70) };
})();

Deno.test("driverRows: names the feature that decides, and beats the majority out of bag", () => {
  const [level, chance] = driverRows(EXAMPLES, RISK.drivers, 42);
  assert.ok(level!.importance > 0.1);
  assert.ok(level!.importance_low > chance!.importance_high);
  assert.ok(level!.accuracy > 0.95 && level!.accuracy > level!.majority_accuracy);
  assert.ok(level!.accuracy_low <= level!.accuracy && level!.accuracy <= level!.accuracy_high);
  assert.ok(level!.mean_at_risk > 70 && level!.mean_others < 70);
});

Deno.test("driverRows: risk by chance is not explained", () => {
  const { chance } = stream(6, "chance");
  const rows = driverRows({ ...EXAMPLES, atRisk: EXAMPLES.rows.map(() => chance(0.3)) }, RISK.drivers, 42);
  assert.ok(rows[0]!.accuracy <= rows[0]!.majority_accuracy + 0.05);
});

Deno.test("driverRows: seeded, and nothing from too few at risk", () => {
  assert.deepEqual(driverRows(EXAMPLES, RISK.drivers, 42), driverRows(EXAMPLES, RISK.drivers, 42));
  assert.deepEqual(
    driverRows({ ...EXAMPLES, atRisk: EXAMPLES.rows.map((_, row) => row < 4) }, RISK.drivers, 42),
    [],
  );
});
