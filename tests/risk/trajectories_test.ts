import assert from "node:assert/strict";
import type { Metric } from "../../lib/pipeline/schemas/columns.ts";
import { bridged, evenly, jointPaths, templateOf, type Trajectory } from "../../lib/risk/trajectories.ts";

const RULES = { most: 100, least: 3, longestGap: 1 };

/** A donor whose memory errors are its CPU errors turned round. */
const donor = (server_id: string, cutoff: number, errors: readonly number[]): Trajectory => ({
  server_id,
  cutoff,
  errors: new Map<Metric, Float64Array>([
    ["cpu_p95", Float64Array.from(errors)],
    ["memory_p95", Float64Array.from(errors, (error) => -error)],
  ]),
});

const DONORS = [donor("B", 1, [5, -1]), donor("A", 1, [0, 0]), donor("A", 2, [-3, 9])];
const rounded = (scores: Float64Array | undefined) => [...scores!].map((score) => Number(score.toFixed(4)));

Deno.test("templateOf: each day holds the same scores, in the order of the donors' errors", () => {
  const template = templateOf(DONORS, RULES)!;
  assert.deepEqual(template.donors, [
    { server_id: "A", cutoff: 1 },
    { server_id: "B", cutoff: 1 },
    { server_id: "A", cutoff: 2 },
  ]);
  // Shares 1/6, 1/2, 5/6 of a normal: -0.9674, 0, 0.9674. Day 1: 0, 5, -3; day 2: 0, -1, 9.
  assert.deepEqual(rounded(template.scores.get("cpu_p95")), [0, 0, 0.9674, -0.9674, -0.9674, 0.9674]);
  assert.deepEqual(rounded(template.scores.get("memory_p95")), [0, 0, -0.9674, 0.9674, 0.9674, -0.9674]);
});

Deno.test("templateOf: only the set of donors counts", () => {
  assert.deepEqual(templateOf([...DONORS].reverse(), RULES), templateOf(DONORS, RULES));
});

Deno.test("templateOf: a donor without a metric or with a long gap is none, and too few are no template", () => {
  const { errors, ...place } = donor("C", 1, [1, 1]);
  const half: Trajectory = { ...place, errors: new Map([...errors].slice(0, 1)) };
  assert.equal(templateOf([...DONORS, half], RULES)!.donors.length, 3);
  assert.equal(templateOf([...DONORS, donor("C", 1, [NaN, NaN])], RULES)!.donors.length, 3);
  assert.equal(templateOf(DONORS.slice(1), RULES), null);
  assert.equal(templateOf([], RULES), null);
});

Deno.test("templateOf: takes donors evenly when there are too many", () => {
  assert.deepEqual(evenly([0, 1, 2, 3, 4, 5, 6, 7], 4), [1, 3, 5, 7]);
  assert.deepEqual(evenly([0, 1], 4), [0, 1]);
  const many = Array.from({ length: 12 }, (_, index) => donor("A", index, [index, -index]));
  assert.deepEqual(templateOf(many, { ...RULES, most: 4 })!.donors.map(({ cutoff }) => cutoff), [
    1,
    4,
    7,
    10,
  ]);
});

Deno.test("bridged: short gaps follow the straight line, ends hold, long gaps refuse", () => {
  assert.deepEqual([...bridged(Float64Array.of(1, NaN, NaN, 4), 2)!], [1, 2, 3, 4]);
  assert.deepEqual([...bridged(Float64Array.of(NaN, 2, NaN), 1)!], [2, 2, 2]);
  assert.equal(bridged(Float64Array.of(1, NaN, NaN, 4), 1), null);
  assert.equal(bridged(Float64Array.of(NaN), 5), null);
});

Deno.test("jointPaths: each donor and its mirror image, in the same places for every metric", () => {
  const { days, paths, scores } = jointPaths(templateOf(DONORS, RULES)!);
  assert.deepEqual([days, paths], [2, 6]);
  const [cpu, memory] = [scores.get("cpu_p95")!, scores.get("memory_p95")!];
  for (let path = 0; path < paths; path += 2) {
    for (let day = 0; day < days; day++) {
      assert.equal(cpu[(path + 1) * days + day]! + cpu[path * days + day]!, 0);
      assert.ok(Math.abs(cpu[path * days + day]! + memory[path * days + day]!) < 1e-12);
    }
  }
});

Deno.test("templateOf: an outlier goes on as far as it went, a mirrored day keeps every day's scores", () => {
  // 199 donors with errors -99 to 99 on both days; one more is 1000 over on the first.
  const errors = Array.from({ length: 199 }, (_, index) => [index - 99, 99 - index]);
  const many = [...errors, [1000, 0]].map((pair, index) =>
    donor(`S${String(index).padStart(3, "0")}`, 1, pair)
  );
  const template = templateOf(many, { ...RULES, most: 1000 })!;
  const scores = template.scores.get("cpu_p95")!;
  assert.ok(scores[199 * 2]! > 10, `${scores[199 * 2]}`);
  assert.ok(scores[198 * 2]! < 2.6 && scores[198 * 2]! > 1.95);
  const paths = jointPaths(template).scores.get("cpu_p95")!;
  const own = [0, 1].map((parity) =>
    Array.from({ length: 200 }, (_, index) => paths[(2 * index + parity) * 2]!).sort((a, b) => a - b)
  );
  assert.deepEqual(own[0], own[1]);
});
