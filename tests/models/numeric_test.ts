import assert from "node:assert/strict";
import { nelderMead } from "../../lib/models/numeric/nelder_mead.ts";
import { normalQuantile } from "../../lib/models/numeric/normal.ts";
import { cholesky, dot, solveFactored } from "../../lib/models/numeric/ridge.ts";

const of = (...values: number[]) => Float64Array.from(values);
const near = (actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12) =>
  assert.ok(
    actual.length === expected.length &&
      expected.every((value, index) => Math.abs(value - actual[index]!) <= tolerance),
    `${Array.from(actual)} is not ${expected}`,
  );

Deno.test("dot: whole fours and what is left over", () => {
  near([dot(of(1, 2, 3, 4, 5, 6), of(6, 5, 4, 3, 2, 1))], [56]);
});

Deno.test("cholesky: [4 2; 2 5] is [2 0; 1 2] times its transpose", () => {
  near(cholesky(of(4, 2, 2, 5), of(0, 0)), [2, 0, 1, 2]);
});

Deno.test("cholesky: refuses a matrix that is not positive definite", () => {
  assert.throws(() => cholesky(of(1, 2, 2, 1), of(0, 0)), /must be positive definite: pivot 1 is -3/);
});

Deno.test("solveFactored: [4 2; 2 5] x = [8; 12] has the solution [1; 2]", () => {
  near(solveFactored(of(2, 0, 1, 2), of(8, 12)), [1, 2]);
});

/** XᵀX, row by row. */
const gram = (columns: readonly Float64Array[]): Float64Array =>
  Float64Array.from(columns.flatMap((left) => columns.map((right) => dot(left, right))));

/** Ridge regression of y on the columns. */
function ridge(columns: readonly Float64Array[], y: Float64Array, penalty: Float64Array): Float64Array {
  const factor = cholesky(gram(columns), penalty);
  return solveFactored(factor, Float64Array.from(columns, (column) => dot(column, y)));
}

Deno.test("ridge: without penalty the least squares line through (0,1) (1,3) (2,5)", () => {
  near(ridge([of(1, 1, 1), of(0, 1, 2)], of(1, 3, 5), of(0, 0)), [1, 2]);
});

Deno.test("ridge: a penalty of 14 halves the slope of y = 2x on x = 1, 2, 3", () => {
  // Σxy / (Σx² + 14) = 28 / 28.
  near(ridge([of(1, 2, 3)], of(2, 4, 6), of(14)), [1]);
});

Deno.test("nelderMead: finds the minimum of Rosenbrock's valley at (1, 1)", () => {
  const valley = ([x, y]: readonly number[]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2;
  const { at } = nelderMead(valley, [-1.2, 1], { step: 0.5, tolerance: 1e-14, maxEvaluations: 1000 });
  near(at, [1, 1], 1e-4);
});

Deno.test("nelderMead: spends no more evaluations than allowed, but for the corners of one shrinkage", () => {
  let calls = 0;
  const { evaluations } = nelderMead(
    ([x]) => {
      calls++;
      return x! ** 2;
    },
    [5],
    { step: 1, tolerance: 0, maxEvaluations: 20 },
  );
  assert.equal(calls, evaluations);
  assert.ok(evaluations <= 22, `${evaluations} evaluations`);
});

Deno.test("nelderMead: the same start gives the same answer", () => {
  const run = () =>
    nelderMead(([x, y]) => Math.cos(x!) + y! ** 2, [1, 1], { step: 1, tolerance: 1e-9, maxEvaluations: 99 });
  assert.deepEqual(run(), run());
});

Deno.test("normalQuantile: R's qnorm to nine digits, odd about one half, refuses 0 and 1", () => {
  // R 4: qnorm(c(0.5, 0.6, 0.9, 0.975, 0.999, 0.001, 1e-6))
  const known: [number, number][] = [
    [0.5, 0],
    [0.6, 0.2533471031357997],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [0.001, -3.090232306167813],
    [1e-6, -4.753424308822899],
  ];
  for (const [share, value] of known) assert.ok(Math.abs(normalQuantile(share) - value) < 1e-8, `${share}`);
  for (const share of [0, 1, NaN]) assert.throws(() => normalQuantile(share), RangeError);
});
