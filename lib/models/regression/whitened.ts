/**
 * Regression with first-order autocorrelated errors. For a given autocorrelation ρ, row t becomes
 * x[t] − ρ x[t−1] and errors are independent (Cochrane & Orcutt 1949); ordinary ridge regression does the rest.
 */
import { cholesky, type Columns, dot, gram, solveFactored } from "../numeric/ridge.ts";
import { type Change, productsWithChanges } from "./change_columns.ts";
import type { Design } from "./design.ts";

/**
 * A design seen through one autocorrelation, with all that series over the same days share: the effects solved
 * for once, the changes as they look when the effects are taken out of them.
 */
export interface WhitenedDesign {
  rho: number;
  effects: Columns;
  /** 1 for a row that counts, 0 where a value or the one before it is missing. */
  weights: Float64Array;
  /** Cholesky factor of the effects' XᵀWX + Λ. */
  factor: Float64Array;
  /** log |XᵀWX + Λ| − log |Λ| of the effects. */
  logNarrowing: number;
  changes: WhitenedChange[];
  /** Products of a whitened, weighted column with all changes. */
  productsWithChanges(column: Float64Array): Float64Array;
}

export interface WhitenedChange {
  penalty: number;
  /** Inner products with the effects. */
  withEffects: Float64Array;
  /** The effects that best imitate the change. */
  imitation: Float64Array;
  /** Inner products with all changes, effects taken out; penalty not included. */
  withChanges: Float64Array;
}

/** The history a design is whitened over. */
export interface WhitenedSpan {
  start: number;
  year: number;
  /** One value per step after `start`: see {@link presentRows}. */
  weights: Float64Array;
}

/** x[t] − ρ x[t−1]; one value less than given. A missing value (NaN) leaves two missing. */
export function whiten(values: Float64Array, rho: number): Float64Array {
  const whitened = new Float64Array(values.length - 1);
  for (let t = 0; t < whitened.length; t++) whitened[t] = values[t + 1]! - rho * values[t]!;
  return whitened;
}

/** Weights of the whitened rows of a series: 1 where a value and the one before it are present, else 0. */
export function presentRows(values: Float64Array): Float64Array {
  return whiten(values, 1).map((difference) => Number.isNaN(difference) ? 0 : 1);
}

/** The whitened column where rows count, 0 elsewhere. */
function weighted(values: Float64Array, weights: Float64Array, rho: number): Float64Array {
  const product = new Float64Array(weights.length);
  for (let t = 0; t < product.length; t++) {
    // A missing value must not reach the sums, not even times 0.
    if (weights[t] !== 0) product[t] = weights[t]! * (values[t + 1]! - rho * values[t]!);
  }
  return product;
}

/** log |A + Λ| − log |Λ| from the Cholesky factor of A + Λ: how far the data narrow the coefficients down. */
function narrowing(factor: Float64Array, penalty: Float64Array): number {
  const p = penalty.length;
  return penalty.reduce((sum, value, j) => sum + 2 * Math.log(factor[j * p + j]!) - Math.log(value), 0);
}

/** The columns of a design on all steps of history. */
export interface History {
  effects: Columns;
  changes: Columns;
}

/** Changes with the effects taken out of them. */
function whitenedChanges(
  changes: readonly Change[],
  history: History,
  factor: Float64Array,
  { start, year, weights }: WhitenedSpan,
  rho: number,
): WhitenedChange[] {
  const products = (column: Float64Array) =>
    productsWithChanges(weighted(column, weights, rho), changes, start, year, rho);
  const effectProducts = history.effects.map(products);
  const partial = changes.map((_, c) => {
    const withEffects = Float64Array.from(effectProducts, (product) => product[c]!);
    return { withEffects, imitation: solveFactored(factor, withEffects) };
  });
  return changes.map(({ penalty }, c) => {
    const { withEffects, imitation } = partial[c]!;
    const withChanges = products(history.changes[c]!);
    for (let d = 0; d < withChanges.length; d++) withChanges[d]! -= dot(partial[d]!.withEffects, imitation);
    return { penalty, withEffects, imitation, withChanges };
  });
}

export function whitenedDesign(
  { effects, changes }: Design,
  history: History,
  span: WhitenedSpan,
  rho: number,
): WhitenedDesign {
  const whitened = history.effects.map((column) => whiten(column, rho));
  const penalty = Float64Array.from(effects, (effect) => effect.penalty);
  const factor = cholesky(gram(whitened, span.weights), penalty);
  return {
    rho,
    effects: whitened,
    weights: span.weights,
    factor,
    logNarrowing: narrowing(factor, penalty),
    changes: whitenedChanges(changes, history, factor, span, rho),
    productsWithChanges: (column) => productsWithChanges(column, changes, span.start, span.year, rho),
  };
}

/** What a series says of a whitened design. */
export interface Evidence {
  /** XᵀWz. */
  effects: Float64Array;
  changes: Float64Array;
  /** zᵀWz. */
  squares: number;
  rows: number;
}

export function evidenceOf(design: WhitenedDesign, values: Float64Array): Evidence {
  const z = weighted(values, design.weights, design.rho);
  return {
    effects: Float64Array.from(design.effects, (column) => dot(column, z)),
    changes: design.productsWithChanges(z),
    squares: dot(z, z),
    rows: design.weights.reduce((sum, weight) => sum + weight, 0),
  };
}
