import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { hurdles, NORMAL_SCORES } from "../../lib/risk/hurdles.ts";
import { fillScorePaths } from "../../lib/risk/paths.ts";
import { quantilesAround } from "./cases.ts";

const DAYS = 30;
const PATHS = 20000;

function draw(autocorrelation: number, paths = PATHS): Float64Array {
  const scores = new Float64Array(paths * DAYS);
  fillScorePaths(scores, { days: DAYS, autocorrelation, normal: stream(7, "test").normal });
  return scores;
}

const onDay = (scores: Float64Array, day: number): Float64Array =>
  Float64Array.from({ length: scores.length / DAYS }, (_, path) => scores[path * DAYS + day]!);

const product = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0) / a.length;

Deno.test("fillScorePaths: every day keeps the forecast's quantiles", () => {
  const scores = draw(0.8);
  const quantiles = quantilesAround(Array.from({ length: DAYS }, (_, day) => 50 + day), 6);
  const shares = [0.025, 0.05, 0.1, 0.5, 0.9, 0.95, 0.975];
  for (const day of [0, 1, 14, 29]) {
    const values = onDay(scores, day);
    shares.forEach((share, index) => {
      const threshold = quantiles.p50[day]! + NORMAL_SCORES[index]! * 6;
      const hurdle = hurdles(quantiles, threshold)[day]!;
      const below = values.filter((score) => score < hurdle).length / PATHS;
      // Four standard errors of a share of 20,000 paths.
      assert.ok(
        Math.abs(below - share) < 4 * Math.sqrt(share * (1 - share) / PATHS),
        `${below} for ${share}`,
      );
    });
  }
});

Deno.test("fillScorePaths: days are correlated as asked, two days apart with its square", () => {
  for (const autocorrelation of [-0.4, 0, 0.6, 0.95]) {
    const scores = draw(autocorrelation);
    const [first, next, afterNext] = [10, 11, 12].map((day) => onDay(scores, day)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    assert.ok(Math.abs(product(first, next) - autocorrelation) < 0.03);
    assert.ok(Math.abs(product(first, afterNext) - autocorrelation ** 2) < 0.03);
  }
});

Deno.test("fillScorePaths: full dependence repeats the first day", () => {
  const path = draw(1, 1);
  assert.deepEqual([...path], new Array(DAYS).fill(path[0]));
});

Deno.test("fillScorePaths: every second path mirrors the one before, an odd last one stands alone", () => {
  const scores = draw(0.5, 3);
  for (let day = 0; day < DAYS; day++) assert.equal(scores[DAYS + day], -scores[day]!);
  assert.notEqual(scores[2 * DAYS], scores[0]);
  assert.ok(scores.subarray(2 * DAYS).every((score) => score !== 0));
});

Deno.test("fillScorePaths: refuses broken paths and impossible dependence", () => {
  const normal = () => 0;
  assert.throws(() => fillScorePaths(new Float64Array(10), { days: 4, autocorrelation: 0, normal }), {
    message: "Cannot draw paths as the array must hold whole paths of 4 days: 10 values",
  });
  for (const autocorrelation of [1.01, NaN]) {
    assert.throws(() => fillScorePaths(new Float64Array(8), { days: 4, autocorrelation, normal }), {
      message: `Cannot draw paths as autocorrelation must lie between -1 and 1: ${autocorrelation}`,
    });
  }
});
