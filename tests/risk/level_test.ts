import assert from "node:assert/strict";
import { level } from "../../lib/risk/level.ts";
import { RISK } from "./cases.ts";

Deno.test("level: follows today's level, the peak median and the probability", () => {
  const known: [number, number, number, string][] = [
    [50, 60, 0, "ok"],
    [50, 60, 0.0999, "ok"],
    [50, 60, 0.1, "watch"],
    [50, 79.99, 1, "watch"],
    [50, 80, 1, "high"],
    [80, 60, 1, "high"],
    [50, 90, 1, "very_high"],
    [90, 60, 1, "very_high"],
  ];
  for (const [current, peak, probability, expected] of known) {
    assert.equal(
      level({ current, peak, probability }, RISK),
      expected,
      `${current}, ${peak}, ${probability}`,
    );
  }
});
