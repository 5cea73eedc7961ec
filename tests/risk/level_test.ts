import assert from "node:assert/strict";
import { level, levelByPosture } from "../../lib/risk/level.ts";
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

Deno.test("levelByPosture: the more cautious posture never stands lower", () => {
  const order = ["ok", "watch", "high", "very_high"];
  for (
    const [aggressive, expected, conservative] of [[60, 79, 85], [81, 85, 95], [60, 61, 62], [90, 91, 92]]
  ) {
    for (const probability of [0, 0.5]) {
      const peaks = { aggressive: aggressive!, expected: expected!, conservative: conservative! };
      const found = levelByPosture({ current: 50, probability }, peaks, RISK);
      const places = [found.aggressive, found.expected, found.conservative].map((name) =>
        order.indexOf(name)
      );
      assert.deepEqual(places, places.toSorted((a, b) => a - b));
    }
  }
  const peaks = { aggressive: 70, expected: 80, conservative: 90 };
  assert.deepEqual(levelByPosture({ current: 50, probability: 0.5 }, peaks, RISK), {
    aggressive: "watch",
    expected: "high",
    conservative: "very_high",
  });
});
