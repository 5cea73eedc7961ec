import assert from "node:assert/strict";
import {
  type DailyQuantiles,
  hurdles,
  NORMAL_SCORES,
  QUANTILE_COLUMNS,
  scoreOf,
} from "../../lib/risk/hurdles.ts";
import { quantilesAround } from "./cases.ts";

// Median 60, p90 70, p975 80; symmetric below.
const VALUES = [40, 46, 50, 60, 70, 74, 80];

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

Deno.test("scoreOf: each quantile lies at its own normal score", () => {
  VALUES.forEach((value, index) => near(scoreOf(VALUES, value), NORMAL_SCORES[index]!));
});

Deno.test("scoreOf: is linear between two quantiles", () => {
  near(scoreOf(VALUES, 65), 1.2815515655446004 / 2);
  near(scoreOf(VALUES, 72), (1.2815515655446004 + 1.6448536269514722) / 2);
});

Deno.test("scoreOf: each tail goes on with the slope of its outer 7.5 %", () => {
  const slope = (1.959963984540054 - 1.2815515655446004) / 10;
  near(scoreOf(VALUES, 85), 1.959963984540054 + 5 * slope);
  near(scoreOf(VALUES, 35), -1.959963984540054 - 5 * slope);
});

Deno.test("scoreOf: a distribution without spread reaches what lies below it always, above it never", () => {
  const constant = VALUES.map(() => 60);
  assert.equal(scoreOf(constant, 60), -Infinity);
  assert.equal(scoreOf(constant, 60.001), Infinity);
});

Deno.test("scoreOf: a share cut off at 100 % reaches 100 with that share", () => {
  near(scoreOf([50, 60, 70, 95, 100, 100, 100], 100), 1.2815515655446004);
});

Deno.test("scoreOf: a higher threshold is never easier", () => {
  const scores = Array.from({ length: 120 }, (_, threshold) => scoreOf(VALUES, threshold));
  scores.slice(1).forEach((score, index) => assert.ok(score >= scores[index]!));
});

Deno.test("hurdles: one per day", () => {
  const found = hurdles(quantilesAround([60, 70], 10), 80);
  assert.equal(found.length, 2);
  near(found[0]!, 2);
  near(found[1]!, 1);
});

Deno.test("hurdles: refuses quantiles that decrease, naming the day", () => {
  const crossed = {
    ...quantilesAround([60, 70], 10),
    p95: new Float64Array([76.4, 60]),
  } satisfies DailyQuantiles;
  assert.throws(() => hurdles(crossed, 80), {
    name: "RangeError",
    message: /^Cannot place a threshold as quantiles must not decrease: day 2 has 50\.4/,
  });
});

Deno.test("QUANTILE_COLUMNS: has a normal score for each", () => {
  assert.equal(QUANTILE_COLUMNS.length, NORMAL_SCORES.length);
});
