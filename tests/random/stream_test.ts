import assert from "node:assert/strict";
import { mean, sampleKurtosis, sampleSkewness, standardDeviation } from "simple-statistics";
import { stream } from "../../lib/random/stream.ts";

const draws = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw);
const uniforms = (count: number, ...address: string[]) => draws(count, stream(42, ...address).uniform);
const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual} is not within ${tolerance} of ${expected}`);

Deno.test("stream: an address always gives the same numbers", () => {
  assert.deepEqual(uniforms(100, "telemetry", "SRV-0001"), uniforms(100, "telemetry", "SRV-0001"));
  // Frozen: if these move, every synthetic fleet moves.
  const { uniform, normal, whole } = stream(42, "frozen");
  assert.deepEqual([uniform(), normal(), whole(1, 1000)], [0.8299511047080159, -2.0989902575577157, 99]);
});

Deno.test("stream: seed and every part of the address matter, and so does where one part ends", () => {
  const firsts = [
    stream(42, "a", "bc"),
    stream(42, "ab", "c"),
    stream(43, "a", "bc"),
    stream(42, "a"),
    stream(42, "a", 1),
    stream(42, "a", "1"),
  ].map(({ uniform }) => uniform());
  assert.equal(new Set(firsts).size, firsts.length);
});

Deno.test("stream: two streams do not disturb each other", () => {
  const [left, right] = [stream(1, "left"), stream(1, "right")];
  const mixed = draws(50, () => [left.uniform(), right.normal()][0]!);
  assert.deepEqual(mixed, draws(50, stream(1, "left").uniform));
});

Deno.test("uniform: lies in [0, 1) and fills it evenly", () => {
  const values = uniforms(20_000, "uniform");
  assert.ok(values.every((value) => value >= 0 && value < 1));
  near(mean(values), 1 / 2, 0.01);
  near(standardDeviation(values), Math.sqrt(1 / 12), 0.01);
});

Deno.test("normal: has mean 0, sd 1, no skew, no excess kurtosis and independent neighbours", () => {
  const values = draws(40_000, stream(42, "normal").normal);
  near(mean(values), 0, 0.02);
  near(standardDeviation(values), 1, 0.02);
  near(sampleSkewness(values), 0, 0.05);
  near(sampleKurtosis(values), 0, 0.1);
  near(mean(values.slice(1).map((value, index) => value * values[index]!)), 0, 0.02);
});

Deno.test("whole: reaches both ends and nothing beyond, each as often", () => {
  const { whole } = stream(42, "whole");
  const values = draws(9_000, () => whole(-1, 1));
  assert.deepEqual([...new Set(values)].sort(), [-1, 0, 1]);
  for (const value of [-1, 0, 1]) near(values.filter((drawn) => drawn === value).length, 3_000, 200);
});

Deno.test("between and chance: keep to their bounds", () => {
  const { between, chance } = stream(42, "between");
  assert.ok(draws(1_000, () => between(-2, 3)).every((value) => value >= -2 && value < 3));
  assert.deepEqual(new Set(draws(1_000, () => chance(0))), new Set([false]));
  assert.deepEqual(new Set(draws(1_000, () => chance(1))), new Set([true]));
});

Deno.test("weighted: follows the shares, whatever they sum to, and never picks a share of 0", () => {
  const { weighted } = stream(42, "weighted");
  const values = draws(10_000, () => weighted({ often: 6, seldom: 2, never: 0 }));
  near(values.filter((value) => value === "often").length / values.length, 0.75, 0.02);
  assert.ok(!values.includes("never"));
});

Deno.test("choice and weighted: refuse to choose from nothing", () => {
  const { choice, weighted } = stream(42, "nothing");
  assert.throws(() => choice([]), { message: "Cannot choose as there must be at least one value: none" });
  assert.throws(() => weighted({ none: 0 }), {
    message: 'Cannot choose by share as shares must sum to more than 0: {"none":0}',
  });
});
