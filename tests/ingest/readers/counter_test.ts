import assert from "node:assert/strict";
import { type Column, rates } from "../../../lib/ingest/readers/counter.ts";

const counter = (...points: [seconds: number, value: number][]): Column => ({
  at: points.map(([seconds]) => seconds * 1000),
  value: points.map(([, value]) => value),
  line: points.map((_, index) => index + 1),
});

Deno.test("rates: growth per second, at the later of two values", () => {
  const { at, value, seconds } = rates(counter([0, 100], [10, 150], [20, 150], [40, 250]));
  assert.deepEqual([at, value, seconds], [[10_000, 20_000, 40_000], [5, 0, 5], [10, 10, 20]]);
});

Deno.test("rates: a restart is no spike, nor is a slip backwards", () => {
  const { value, without } = rates(
    counter([0, 1e9], [10, 1e9 + 10], [20, 5], [30, 15], [40, 14.5], [50, 24.5]),
  );
  assert.deepEqual(value, [1, 1, 1]);
  assert.equal(without["counter below its value before: restarted"], 2);
});

Deno.test("rates: none across a hole", () => {
  const { at, without } = rates(counter([0, 0], [10, 10], [20, 20], [30, 30], [5000, 5000], [5010, 5010]));
  assert.deepEqual(at, [10_000, 20_000, 30_000, 5_010_000]);
  assert.equal(without["first value of a counter after a hole"], 1);
});

Deno.test("rates: order does not matter, a second value at one time is left aside", () => {
  const { value, without } = rates(counter([20, 20], [0, 0], [10, 10], [10, 10]));
  assert.deepEqual(value, [1, 1]);
  assert.equal(without["second value of a counter at one time"], 1);
});

Deno.test("rates: every value is a rate or has a reason", () => {
  const all = counter([0, 5], [10, 3], [20, 8], [900, 9], [900, 9], [910, 12]);
  const { value, without } = rates(all);
  assert.equal(value.length + Object.values(without).reduce((sum, count) => sum + count, 0), all.at.length);
});
