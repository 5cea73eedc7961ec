import assert from "node:assert/strict";
import { softCap } from "../../lib/telemetry/cap.ts";

const loads = Array.from({ length: 2000 }, (_, index) => index / 10);

Deno.test("softCap: leaves loads up to the knee alone", () => {
  for (const load of [0, 12.5, 85]) assert.equal(softCap(load, 85), load);
});

Deno.test("softCap: bends to 85 + 15 (1 − 1/e) where the load would be 100", () => {
  assert.ok(Math.abs(softCap(100, 85) - 94.4818084) < 1e-6);
});

Deno.test("softCap: rises throughout, never passes 100, and joins without a step", () => {
  const capped = loads.map((load) => softCap(load, 85));
  for (const [index, value] of capped.entries()) {
    if (index === 0) continue;
    const rise = value - capped[index - 1]!;
    assert.ok(rise > 0 && rise <= 0.1 + 1e-9, `rise of ${rise} at ${loads[index]}`);
    assert.ok(value < 100);
  }
});
