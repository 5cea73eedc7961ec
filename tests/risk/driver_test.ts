import assert from "node:assert/strict";
import { driver, type DriverEvidence, movingMeans, pressingDays } from "../../lib/risk/driver.ts";
import { hurdles } from "../../lib/risk/hurdles.ts";
import { flat, quantilesAround, RISK } from "./cases.ts";

const on = (days: number, marked: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: days }, (_, day) => marked.includes(day) ? 1 : 0);

/** Evidence of a series with these medians and a standard deviation of 2. */
function evidence(medians: number[], rest: Partial<DriverEvidence> = {}): DriverEvidence {
  return {
    current: 60,
    median: Float64Array.from(medians),
    hurdles: hurdles(quantilesAround(medians, 2), RISK.high),
    quarterEnd: on(medians.length, []),
    holiday: on(medians.length, []),
    ...rest,
  };
}

const peakOn = (day: number): number[] => [...flat(70, day), 85, ...flat(70, 27 - day)];
const weekly = Array.from({ length: 28 }, (_, day) => day % 7 === 4 ? 84 : 70);
const rising = Array.from({ length: 28 }, (_, day) => 70 + day / 2);

Deno.test("driver: names what lifts a literal series", () => {
  const known: [string, DriverEvidence, string | null][] = [
    ["over today", evidence(flat(85, 28), { current: 80 }), "already_over"],
    ["one peak inside the window", evidence(peakOn(20), { quarterEnd: on(28, [19, 20]) }), "quarter_end"],
    ["the same peak outside it", evidence(peakOn(20), { quarterEnd: on(28, [18, 19]) }), "season"],
    ["a peak on a holiday", evidence(peakOn(5), { holiday: on(28, [5]) }), "holiday"],
    ["Fridays", evidence(weekly), "season"],
    ["a steady rise over the threshold", evidence(rising), "trend"],
    ["flat above the threshold", evidence(flat(81, 28)), "trend"],
    ["a rise that stays below", evidence(rising.map((value) => value - 10)), "trend"],
    ["flat below", evidence(flat(77, 28)), null],
  ];
  for (const [name, given, expected] of known) assert.equal(driver(given, RISK), expected, name);
});

Deno.test("pressingDays: those over by their median, else by the first quantile that is", () => {
  assert.deepEqual(pressingDays(Float64Array.of(-0.5, 0, 0.1)), [0, 1]);
  assert.deepEqual(pressingDays(Float64Array.of(1.5, 1.2, 0.3)), [1, 2]);
  assert.deepEqual(pressingDays(Float64Array.of(1.96, 1.7, 1.6)), [2]);
  assert.deepEqual(pressingDays(Float64Array.of(5, 4, 6)), [1]);
});

Deno.test("movingMeans: whole windows only, one mean when there are fewer days", () => {
  assert.deepEqual([...movingMeans(Float64Array.of(1, 2, 3, 4), 2)], [1.5, 2.5, 3.5]);
  assert.deepEqual([...movingMeans(Float64Array.of(1, 2, 3), 7)], [2]);
});
