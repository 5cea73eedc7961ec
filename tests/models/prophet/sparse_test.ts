import assert from "node:assert/strict";
import { dot } from "../../../lib/models/numeric/ridge.ts";
import { type Problem, slopes, solveSparse, times } from "../../../lib/models/prophet/sparse.ts";
import { stream } from "../../../lib/random/stream.ts";

const near = (actual: number, wanted: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${actual} is not ${wanted}`);

const problem = (gram: number[], target: number[], ridge: number[], lasso: number[]): Problem => ({
  gram: Float64Array.from(gram),
  target: Float64Array.from(target),
  ridge: Float64Array.from(ridge),
  lasso: Float64Array.from(lasso),
});

const solve = (of: Problem) => solveSparse(of, new Float64Array(of.target.length));

/** A random problem of `p` coefficients, the first of them without lasso. */
function random(p: number, seed: number): Problem {
  const { normal } = stream(seed, "sparse");
  const columns = Array.from({ length: p }, () => Float64Array.from({ length: 3 * p }, () => normal()));
  const y = Float64Array.from({ length: 3 * p }, () => 2 * normal());
  return problem(
    columns.flatMap((a) => columns.map((b) => dot(a, b))),
    columns.map((a) => dot(a, y)),
    columns.map((_, i) => i / 10),
    columns.map((_, i) => i === 0 ? 0 : 4),
  );
}

function cost({ gram, target, ridge, lasso }: Problem, b: Float64Array): number {
  const penalties = b.map((value, i) => 0.5 * ridge[i]! * value ** 2 + lasso[i]! * Math.abs(value));
  return 0.5 * dot(b, times(gram, b)) - dot(target, b) + penalties.reduce((sum, value) => sum + value, 0);
}

Deno.test("solveSparse: one coefficient is pulled towards 0 by its price and stops there", () => {
  near(solve(problem([2], [5], [0], [1]))[0]!, 2);
  near(solve(problem([2], [-5], [0], [1]))[0]!, -2);
  near(solve(problem([2], [5], [0.5], [1]))[0]!, 1.6);
  assert.equal(solve(problem([2], [0.9], [0], [1]))[0], 0);
});

Deno.test("solveSparse: without lasso it is ridge regression", () => {
  // (2 + 1) a + b = 4 and a + (3 + 2) b = 6.
  const [a, b] = solve(problem([2, 1, 1, 3], [4, 6], [1, 2], [0, 0]));
  near(a!, 1);
  near(b!, 1);
});

Deno.test("solveSparse: taking part is worth it exactly where the slope says so", () => {
  let zeros = 0;
  for (let seed = 0; seed < 30; seed++) {
    const of = random(8, seed);
    const b = solve(of);
    slopes(of, b).forEach((slope, i) => {
      if (b[i] !== 0) near(slope, -of.lasso[i]! * Math.sign(b[i]!), 1e-9);
      else {
        zeros++;
        assert.ok(Math.abs(slope) <= of.lasso[i]! * (1 + 1e-9), `slope ${slope} of a coefficient left out`);
      }
    });
  }
  assert.ok(zeros > 20, `only ${zeros} coefficients left out`);
});

Deno.test("solveSparse: nothing nearby costs less", () => {
  const of = random(8, 5);
  const b = solve(of);
  const { normal } = stream(5, "nearby");
  for (let trial = 0; trial < 200; trial++) {
    assert.ok(cost(of, b.map((value) => value + 0.01 * normal())) > cost(of, b));
  }
});

Deno.test("solveSparse: the same answer wherever it starts", () => {
  const of = random(8, 9);
  const { normal } = stream(9, "start");
  const elsewhere = solveSparse(of, of.target.map(() => 3 * normal()));
  solve(of).forEach((value, i) => near(elsewhere[i]!, value));
});

Deno.test("solveSparse: refuses columns that cannot be told apart", () => {
  assert.throws(() => solve(problem([1, 1, 1, 1], [1, 1], [0, 0], [0, 0])), /positive definite/);
});
