import assert from "node:assert/strict";
import { changesOf } from "../../lib/anomalies/changepoints.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";

const settings = configured("anomalies").changepoints;
const DAYS = 900;
const TREND = 0.01;

/** Growing load with a weekly shape and noise of 2. */
function load(seed: number, level: number): Float64Array {
  const random = stream(seed, "load", level);
  return Float64Array.from(
    { length: DAYS },
    (_, day) => (level + TREND * day) * (day % 7 < 5 ? 1 : 0.8) + 2 * random.normal(),
  );
}
const raised = (values: Float64Array, from: number, by: number) =>
  values.map((value, day) => day >= from ? value + by : value);

Deno.test("changesOf: the first day of a new level and its size, for every metric", () => {
  const metrics = [raised(load(1, 50), 500, 10), raised(load(2, 30), 500, 6)];
  const [change, ...others] = changesOf(metrics, settings);
  assert.deepEqual(others, []);
  assert.equal(change!.day, 500);
  assert.ok(change!.confidence > 0.999);
  assert.ok(
    Math.abs(change!.shifts[0]! - 10) < 2 && Math.abs(change!.shifts[1]! - 6) < 2,
    `${change!.shifts}`,
  );
});

Deno.test("changesOf: down as well as up, in the unit of the values", () => {
  const [change] = changesOf([raised(load(3, 50), 300, -12).map((value) => value * 1000)], settings);
  assert.equal(change!.day, 300);
  assert.ok(Math.abs(change!.shifts[0]! + 12_000) < 2000, `${change!.shifts}`);
});

Deno.test("changesOf: growth, the week and noise are no changes", () => {
  for (const seed of [4, 5, 6]) assert.deepEqual(changesOf([load(seed, 50)], settings), []);
});

Deno.test("changesOf: gaps do not hide a change, and too little history shows none", () => {
  const holed = raised(load(7, 50), 500, 12).map((value, day) => day % 9 === 0 ? NaN : value);
  assert.ok(changesOf([holed], settings).some(({ day }) => Math.abs(day - 500) <= 1));
  assert.deepEqual(changesOf([holed.subarray(480, 520)], settings), []);
});

Deno.test("changesOf: a constant metric and one never measured tell nothing and harm nothing", () => {
  const flat = new Float64Array(DAYS).fill(0.1);
  const missing = new Float64Array(DAYS).fill(NaN);
  assert.deepEqual(changesOf([flat, missing], settings), []);
  const [change] = changesOf([flat, raised(load(8, 50), 500, 12), missing], settings);
  assert.equal(change!.day, 500);
  assert.ok(Number.isNaN(change!.shifts[2]!));
});
