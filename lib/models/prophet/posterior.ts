/**
 * The most probable coefficients and noise (maximum a posteriori) under Prophet's priors: slope and offset ~
 * normal(0, 5), changes of slope ~ Laplace, effects ~ normal, noise ~ normal(0, 0.5) above 0; all in scaled units
 * (Taylor & Letham 2018, and the Stan model that Prophet ships).
 */
import { dot } from "../numeric/ridge.ts";
import { type Curve, linearise, type Linearised, midpoint, partsAt } from "./curve.ts";
import { type Design, OFFSET, SLOPE } from "./design.ts";
import { type Problem, solveSparse, times } from "./sparse.ts";

export interface Estimate {
  /** Slope, offset, changes of slope, effects, as design.ts orders them. */
  coefficients: Float64Array;
  /** Standard deviation of the noise, scaled. */
  noise: number;
}

/** Noise below this share of the spread of the values is rounding: the posterior has no maximum without noise. */
const FINEST_NOISE = 1e-3;
/** Holds each step back by this share of a coefficient's weight, so that coefficients in each other's place stay put. */
const HOLD = 1e-10;
/** Alternations between coefficients and noise stop when the variance moves by less than this share. */
const SETTLED = 1e-10;
const MOST_ALTERNATIONS = 500;
const MOST_LINEARISATIONS = 200;
const MOST_HALVINGS = 30;

/** The most probable variance of the noise, given the sum of squared errors: 4 v² + rows · v = squares. */
export const noiseVariance = (squares: number, rows: number): number =>
  2 * squares / (rows + Math.sqrt(rows ** 2 + 16 * squares));

/** Minus the log of the posterior, up to a constant. */
export function cost(
  curve: Curve,
  { ridge, lasso }: Design,
  b: Float64Array,
  squares: number,
  variance: number,
  rows: number,
): number {
  let priors = 0.5 * ridge[OFFSET]! * midpoint(curve, b) ** 2;
  for (let i = 0; i < b.length; i++) {
    priors += lasso[i]! * Math.abs(b[i]!);
    if (i !== OFFSET) priors += 0.5 * ridge[i]! * b[i]! ** 2;
  }
  return 0.5 * rows * Math.log(variance) + squares / (2 * variance) + 2 * variance + priors;
}

interface Point {
  b: Float64Array;
  variance: number;
  cost: number;
  local: () => Linearised;
  squares: number;
}

/** The search for one series: what stays the same throughout. */
interface Search {
  curve: Curve;
  design: Design;
  values: Float64Array;
  /** The least variance of the noise. */
  least: number;
}

function pointAt({ curve, design, values, least }: Search, b: Float64Array): Point {
  const parts = partsAt(curve, design, b, design.times, design.effectColumns);
  const left = values.map((value, row) => value - parts.mean[row]!);
  const squares = dot(left, left);
  const variance = Math.max(least, noiseVariance(squares, values.length));
  return {
    b,
    variance,
    squares,
    cost: cost(curve, design, b, squares, variance, values.length),
    local: () => linearise(curve, design, parts, left),
  };
}

/**
 * The prior of a logistic trend's midpoint, straightened like the mean: as if the midpoint had been seen at 0.
 * Adds to the products and the target of a problem in place, and takes the offset's own prior away.
 */
function addMidpointPrior(problem: Problem, b: Float64Array): void {
  const { gram, target, ridge } = problem;
  const p = b.length;
  const weight = ridge[OFFSET]!;
  ridge[OFFSET] = 0;
  // Midpoint −a / k near (k₀, a₀): m₀ + a₀/k₀² (k − k₀) − 1/k₀ (a − a₀), which is a₀/k₀² k − 1/k₀ a − a₀/k₀.
  const [slope, offset] = [b[SLOPE]!, b[OFFSET]!];
  const [bySlope, byOffset] = [offset / slope ** 2, -1 / slope];
  const missing = offset / slope;
  gram[SLOPE * p + SLOPE]! += weight * bySlope ** 2;
  gram[OFFSET * p + OFFSET]! += weight * byOffset ** 2;
  gram[SLOPE * p + OFFSET]! += weight * bySlope * byOffset;
  gram[OFFSET * p + SLOPE]! += weight * bySlope * byOffset;
  target[SLOPE]! += weight * bySlope * missing;
  target[OFFSET]! += weight * byOffset * missing;
}

/** The most probable coefficients if the mean were as straight as it is at a point. */
function bestNear(
  { curve, design, values, least }: Search,
  point: Point,
  firstVariance: number,
): Float64Array {
  const { gram, towards } = point.local();
  const p = towards.length;
  const hold = point.b.map((_, i) => HOLD * gram[i * p + i]!);
  const target = times(gram, point.b).map((value, i) => value + hold[i]! * point.b[i]! + towards[i]!);
  const squaresAt = (b: Float64Array) => {
    const way = b.map((value, i) => value - point.b[i]!);
    return Math.max(0, point.squares - 2 * dot(way, towards) + dot(way, times(gram, way)));
  };
  const problemAt = (variance: number): Problem => {
    const ridge = design.ridge.map((value) => value * variance);
    const lasso = design.lasso.map((value) => value * variance);
    const problem = { gram, target, ridge, lasso };
    if (curve.cap !== Infinity) {
      problem.gram = gram.slice();
      problem.target = target.slice();
      addMidpointPrior(problem, point.b);
    }
    for (let i = 0; i < p; i++) ridge[i]! += hold[i]!;
    return problem;
  };
  let b = point.b;
  let variance = firstVariance;
  for (let round = 0; round < MOST_ALTERNATIONS; round++) {
    b = solveSparse(problemAt(variance), b);
    const next = Math.max(least, noiseVariance(squaresAt(b), values.length));
    const settled = Math.abs(next - variance) <= SETTLED * variance;
    variance = next;
    if (settled) break;
  }
  return b;
}

/** The first point on the way to other coefficients that is more probable; the start when none is. */
function firstBetter(search: Search, from: Point, to: Float64Array): Point {
  let share = 1;
  for (let halving = 0; halving < MOST_HALVINGS; halving++, share /= 2) {
    const b = share === 1 ? to : from.b.map((value, i) => value + share * (to[i]! - value));
    const point = pointAt(search, b);
    if (point.cost < from.cost) return point;
  }
  return from;
}

function spread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/**
 * Linear trend, added effects: penalised least squares, alternating with the noise. Otherwise the same on the mean
 * straightened where the search stands (Gauss-Newton), with steps halved until they gain. The posterior of a
 * saturating trend or scaling effects may have several tops: this is the one below which the search begins.
 * @param values  one scaled value per row of history
 * @param start   coefficients to begin from
 * @param negligible  linearisations stop when they gain less log posterior than this
 */
export function mostProbable(
  curve: Curve,
  design: Design,
  values: Float64Array,
  start: Float64Array,
  negligible: number,
): Estimate {
  const search = { curve, design, values, least: FINEST_NOISE ** 2 * spread(values) };
  let point = pointAt(search, start);
  // As Prophet does, the search begins with noise of 1: so much that no change of slope is worth its price.
  let variance = 1;
  for (let round = 0; round < MOST_LINEARISATIONS; round++) {
    const next = firstBetter(search, point, bestNear(search, point, variance));
    const gain = point.cost - next.cost;
    point = next;
    variance = point.variance;
    if (!(gain > negligible)) break;
  }
  return { coefficients: point.b, noise: Math.sqrt(point.variance) };
}
