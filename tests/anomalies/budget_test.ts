import assert from "node:assert/strict";
import { type Candidate, flagged } from "../../lib/anomalies/budget.ts";

const at = (series: number, day: number, score: number): Candidate => ({ series, day, score });
const generous = { per_series: 100, per_fleet: 100, days: 30 };

Deno.test("flagged: all within a generous budget", () => {
  assert.deepEqual(flagged([at(0, 1, 0.6), at(1, 1, 0.7)], generous), [true, true]);
});

Deno.test("flagged: of a day the highest scores, of a series the first days", () => {
  const day = [at(0, 1, 0.6), at(1, 1, 0.9), at(2, 1, 0.7)];
  assert.deepEqual(flagged(day, { ...generous, per_fleet: 2 }), [false, true, true]);
  const series = [at(0, 1, 0.6), at(0, 2, 0.9), at(1, 2, 0.5)];
  assert.deepEqual(flagged(series, { ...generous, per_series: 1 }), [true, false, true]);
});

Deno.test("flagged: the budget is there again a period later", () => {
  const candidates = [at(0, 1, 0.6), at(0, 30, 0.6), at(0, 31, 0.6)];
  assert.deepEqual(flagged(candidates, { ...generous, per_series: 1 }), [true, false, true]);
});

Deno.test("flagged: what comes later changes nothing before", () => {
  const before = [at(0, 1, 0.6), at(0, 5, 0.55), at(1, 5, 0.9)];
  const tight = { per_series: 1, per_fleet: 2, days: 30 };
  assert.deepEqual(flagged([...before, at(0, 6, 0.99)], tight).slice(0, 3), flagged(before, tight));
});
