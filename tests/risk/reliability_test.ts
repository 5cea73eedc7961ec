import assert from "node:assert/strict";
import { binOf, brier, type Case, reliability } from "../../lib/risk/reliability.ts";

const shared = { threshold: 80, window_days: 30 };
const cases: Case[] = [
  { ...shared, source: "selected", probability: 0.9, happened: true },
  { ...shared, source: "selected", probability: 0.2, happened: false },
  { ...shared, source: "base_rate", probability: 0.5, happened: true },
  { ...shared, source: "base_rate", probability: 0.5, happened: false },
];

Deno.test("brier: mean squared difference, worked by hand", () => {
  // (0.01 + 0.04) / 2
  assert.ok(Math.abs(brier(cases.slice(0, 2)) - 0.025) < 1e-12);
  assert.equal(brier(cases.slice(2)), 0.25);
});

Deno.test("binOf: tenths from 1, certainty in the last", () => {
  assert.deepEqual([0, 0.05, 0.1, 0.95, 1].map(binOf), [1, 1, 2, 10, 10]);
});

Deno.test("reliability: bin 0 sums up with skill against the base rate, then each bin that has cases", () => {
  const rows = reliability(cases, () => ({ already_over: 3, not_judged: 1 }));
  const selected = rows.filter(({ source }) => source === "selected");
  assert.deepEqual(selected.map(({ bin, series, observed_share }) => [bin, series, observed_share]), [
    [0, 2, 0.5],
    [3, 1, 0],
    [10, 1, 1],
  ]);
  assert.ok(Math.abs(selected[0]!.skill! - 0.9) < 1e-12);
  assert.deepEqual([selected[0]!.already_over, selected[1]!.already_over], [3, null]);
});
