import assert from "node:assert/strict";
import { yearlyCorrelation, yearlyCredit } from "../../lib/panel/year.ts";
import { stream } from "../../lib/random/stream.ts";

/** Days of a wave whose period is 52 weeks, and of something else. */
const days = (n: number, at: (t: number) => number) => Float64Array.from({ length: n }, (_, t) => at(t));
const wave = (t: number) => Math.sin(2 * Math.PI * t / 364);

Deno.test("yearlyCorrelation: 1 where last year foretells every change, −1 where it foretells the contrary", () => {
  assert.ok(Math.abs(yearlyCorrelation(days(900, (t) => 50 + 9 * wave(t)), 37) - 1) < 1e-9);
  assert.ok(Math.abs(yearlyCorrelation(days(900, (t) => 50 + 9 * wave(t / 2)), 37) + 1) < 1e-9);
});

Deno.test("yearlyCorrelation: neither weekdays nor missing days hide the year", () => {
  const draws = stream(4, "year");
  const values = days(1200, (t) => draws.uniform() < 0.2 ? NaN : 9 * wave(t) + 5 * Number(t % 7 > 4));
  assert.ok(yearlyCorrelation(values, 37) > 0.9);
});

Deno.test("yearlyCorrelation: 0 where half a year of changes is not known twice, and where nothing changes", () => {
  // A week, then 364 + 37 + 181 steps: one pair short.
  assert.equal(yearlyCorrelation(days(588, wave), 37), 0);
  assert.ok(yearlyCorrelation(days(589, wave), 37) > 0.99);
  assert.equal(yearlyCorrelation(days(900, () => 7), 37), 0);
});

Deno.test("yearlyCredit: none without a year, bounded with a perfect one", () => {
  assert.equal(yearlyCredit(days(900, (t) => wave(t / 2)), 37), 1);
  assert.ok(Math.abs(yearlyCredit(days(900, wave), 37) - 0.3 ** 2) < 1e-12);
});
