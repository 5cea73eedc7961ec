import assert from "node:assert/strict";
import { expectedValues } from "../../lib/anomalies/expectation.ts";
import { Nearest } from "../../lib/anomalies/nearest.ts";
import { Rarity } from "../../lib/anomalies/rarity.ts";
import { Recent } from "../../lib/anomalies/recent.ts";
import { RecordAge } from "../../lib/anomalies/record_age.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";

const close = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);

Deno.test("Rarity: says nothing before 50 sizes, nor of a size of 0", () => {
  const rarity = new Rarity(0.02);
  for (let size = 1; size < 50; size++) rarity.add(size);
  assert.equal(rarity.of(1000), 0);
  rarity.add(50);
  assert.ok(rarity.of(1000) > 1);
  assert.equal(rarity.of(0), 0);
});

Deno.test("Rarity: −log10 of the share of sizes at least as large", () => {
  const rarity = new Rarity(0.02);
  for (let size = 1; size <= 10_000; size++) rarity.add(size);
  for (const share of [0.9, 0.5, 0.1, 0.05]) close(rarity.of(10_000 * (1 - share)), -Math.log10(share), 0.07);
});

Deno.test("Rarity: goes on with the power of the tail beyond what was seen", () => {
  // P(size > x) = x^−2, so that the rarity of x is 2 log10 x.
  const random = stream(1, "pareto");
  const rarity = new Rarity(0.02);
  for (let row = 0; row < 20_000; row++) rarity.add(1 / Math.sqrt(1 - random.uniform()));
  for (const size of [20, 100, 1000]) close(rarity.of(size), 2 * Math.log10(size), 0.15 * Math.log10(size));
});

Deno.test("Rarity: among zeros the first size is as rare as there are zeros", () => {
  const rarity = new Rarity(0.02);
  for (let row = 0; row < 1000; row++) rarity.add(0);
  close(rarity.of(1), Math.log10(2002), 0.01);
});

Deno.test("RecordAge: rows since one as large give or take the margin, as looking back finds it", () => {
  const random = stream(2, "sizes");
  const sizes = Array.from({ length: 300 }, () => random.uniform());
  const age = new RecordAge(0.1);
  sizes.forEach((size, row) => {
    let back = 1;
    while (back <= row && sizes[row - back]! < size - 0.1) back++;
    assert.equal(age.of(size), back, `row ${row}`);
  });
});

Deno.test("Nearest: the so-manieth smallest distance, at most one of each season", () => {
  const nearest = new Nearest(2);
  const values = Float64Array.of(1, 5, 2, 9, 4, 4);
  // Rows 4 and 5 are (4, 4); stretches that end at 1, 2, 3 are (1, 5), (5, 2), (2, 9).
  nearest.offerBest(values, 5, 1, 2, 2);
  assert.equal(nearest.distance(), Infinity);
  nearest.offerBest(values, 5, 3, 3, 2);
  assert.equal(nearest.distance(), 3.5);
  nearest.offer(0.5);
  assert.equal(nearest.distance(), 1.5);
});

Deno.test("Recent: holds the last values only", () => {
  const recent = new Recent(3);
  for (const value of [9, 1, 2, 6]) recent.add(value);
  assert.deepEqual([recent.median(), recent.mean(), recent.deviation(3)], [2, 3, Math.sqrt(7)]);
  assert.equal(recent.quantile(0.9), 6);
});

Deno.test("expectedValues: the profile of the day once it is better than the recent median", () => {
  const { detection } = configured("anomalies");
  const times = Float64Array.from({ length: 24 * 20 }, (_, row) => row * 3_600_000);
  const values = times.map((_, row) => row % 24 < 12 ? 10 : 50);
  const expected = expectedValues(times, values, detection);
  assert.ok(Number.isNaN(expected[10]!));
  assert.deepEqual(expected.slice(-24), values.slice(-24));
});

Deno.test("expectedValues: the profile of the week for weekends of daily rows", () => {
  const { detection } = configured("anomalies");
  const times = Float64Array.from({ length: 200 }, (_, row) => row * 86_400_000);
  const values = times.map((_, row) => row % 7 < 5 ? 50 : 20);
  assert.deepEqual(expectedValues(times, values, detection).slice(-7), values.slice(-7));
});
