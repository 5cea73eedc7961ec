/**
 * Penalised least squares with exact zeros: the b that minimises
 * ½ bᵀGb − cᵀb + ½ Σ ridge b² + Σ lasso |b|, by feature-sign search (Lee, Battle, Raina & Ng 2007). Exact up to
 * rounding: it solves a linear system for the coefficients that take part, and looks for the ones that should.
 */
import { cholesky, dot, solveFactored } from "../numeric/ridge.ts";

export interface Problem {
  /** G, p × p, row by row; symmetric, and positive definite together with the ridge. */
  gram: Float64Array;
  /** c, p values. */
  target: Float64Array;
  /** p values ≥ 0. */
  ridge: Float64Array;
  /** p values ≥ 0; where 0, the coefficient always takes part. */
  lasso: Float64Array;
}

/** A coefficient left out stays out unless its slope exceeds its price by this share. */
const SLACK = 1e-9;
/** A coefficient that comes this close to 0, as a share of its way, is there. */
const PASSING = 1e-12;
const STEPS_PER_COEFFICIENT = 40;

/** M b of a square matrix. */
export function times(matrix: Float64Array, b: Float64Array): Float64Array {
  const p = b.length;
  const product = new Float64Array(p);
  for (let i = 0; i < p; i++) product[i] = dot(matrix.subarray(i * p, (i + 1) * p), b);
  return product;
}

/** Slope of everything but the lasso, at b: (G + ridge) b − c. */
export function slopes({ gram, target, ridge }: Problem, b: Float64Array): Float64Array {
  const slope = times(gram, b);
  for (let i = 0; i < b.length; i++) slope[i]! += ridge[i]! * b[i]! - target[i]!;
  return slope;
}

/** The best coefficients if those that take part have these signs and the others are 0. */
function solveFor({ gram, target, ridge, lasso }: Problem, active: readonly number[], signs: Int8Array) {
  const p = target.length;
  const q = active.length;
  const products = new Float64Array(q * q);
  const penalty = new Float64Array(q);
  const aim = new Float64Array(q);
  for (let row = 0; row < q; row++) {
    const i = active[row]!;
    for (let column = 0; column <= row; column++) products[row * q + column] = gram[i * p + active[column]!]!;
    penalty[row] = ridge[i]!;
    aim[row] = target[i]! - signs[i]! * lasso[i]!;
  }
  const solution = solveFactored(cholesky(products, penalty), aim);
  const b = new Float64Array(p);
  for (let row = 0; row < q; row++) b[active[row]!] = solution[row]!;
  return b;
}

/** Shares of the way from one b to another at which a penalised coefficient passes 0, and 1 for the end. */
function stops(from: Float64Array, to: Float64Array, lasso: Float64Array): number[] {
  const crossings: number[] = [];
  for (let i = 0; i < from.length; i++) {
    if (lasso[i]! > 0 && from[i]! * to[i]! < 0) crossings.push(from[i]! / (from[i]! - to[i]!));
  }
  return [...crossings.sort((a, b) => a - b), 1];
}

/** The coefficients at a share of the way; those that pass 0 there become exactly 0. */
function along(from: Float64Array, way: Float64Array, share: number, lasso: Float64Array): Float64Array {
  const there = from.slice();
  for (let i = 0; i < there.length; i++) {
    there[i]! += share * way[i]!;
    if (lasso[i]! > 0 && Math.abs(there[i]!) <= PASSING * Math.abs(way[i]!)) there[i] = 0;
  }
  return there;
}

function price(lasso: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += lasso[i]! * Math.abs(b[i]!);
  return sum;
}

/** The best of the stops on the way from one b to another. */
function bestStop(problem: Problem, from: Float64Array, to: Float64Array): Float64Array {
  const shares = stops(from, to, problem.lasso);
  if (shares.length === 1) return to;
  const way = to.map((value, i) => value - from[i]!);
  const slope = dot(slopes(problem, from), way);
  const bending = dot(slopes(problem, to), way) - slope;
  const candidates = shares.map((share) => {
    const b = share === 1 ? to : along(from, way, share, problem.lasso);
    return { b, cost: slope * share + 0.5 * bending * share * share + price(problem.lasso, b) };
  });
  return candidates.reduce((best, candidate) => candidate.cost < best.cost ? candidate : best).b;
}

/** The coefficient left out that gains most by taking part; −1 when none gains. */
function mostWanted({ lasso }: Problem, b: Float64Array, slope: Float64Array): number {
  let wanted = -1;
  let most = 0;
  for (let i = 0; i < b.length; i++) {
    if (b[i] !== 0 || lasso[i] === 0) continue;
    const gain = Math.abs(slope[i]!) - lasso[i]! * (1 + SLACK);
    if (gain > most) [wanted, most] = [i, gain];
  }
  return wanted;
}

/**
 * @param start  where to begin: the solution of a similar problem saves most of the work
 * @throws RangeError when the search does not end, or the matrix is not positive definite
 */
export function solveSparse(problem: Problem, start: Float64Array): Float64Array {
  const { lasso } = problem;
  const p = lasso.length;
  const most = STEPS_PER_COEFFICIENT * p;
  const signs = Int8Array.from(start, Math.sign);
  let b = start;
  for (let step = 0; step < most; step++) {
    const active: number[] = [];
    for (let i = 0; i < p; i++) if (lasso[i] === 0 || signs[i] !== 0) active.push(i);
    const solution = solveFor(problem, active, signs);
    b = bestStop(problem, b, solution);
    const kept = active.every((i) => lasso[i] === 0 || signs[i] === Math.sign(b[i]!));
    for (let i = 0; i < p; i++) signs[i] = Math.sign(b[i]!);
    if (b !== solution || !kept) continue;
    const slope = slopes(problem, b);
    const wanted = mostWanted(problem, b, slope);
    if (wanted < 0) return b;
    signs[wanted] = -Math.sign(slope[wanted]!);
  }
  throw new RangeError(
    `Cannot solve for ${p} coefficients as the search must end: still moving after ${most} steps`,
  );
}
