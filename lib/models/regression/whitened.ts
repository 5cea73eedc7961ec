/** A design and what a series says of it, seen through one autocorrelation. */
import { cholesky, type Columns, dot, forwardSolve } from "../numeric/ridge.ts";
import { changeColumn, changeSquares, productsWithChanges } from "./change_columns.ts";
import { type Design, effectColumns } from "./design.ts";
import { atRho, type Lagged, laggedVectors, mapLagged } from "./lagged.ts";

/** A design over a history, with the products of its columns for every autocorrelation. */
export interface PreparedDesign {
  design: Design;
  start: number;
  year: number;
  /** Weights of pairs of neighbouring steps. */
  pairs: Float64Array;
  /** The effects' columns on all steps of history. */
  effects: Columns;
  /** Products of each effect with all effects, row after row. */
  effectsByEffects: Lagged;
  /** Products of each effect with all changes. */
  effectsByChanges: Lagged[];
  /** Products of a change with all changes; worked out when first asked for, as few changes are ever chosen. */
  changeProducts(change: number): Lagged;
  /** What designs of whatever penalties share at one autocorrelation; worked out when first asked for. */
  at(rho: number): ProductsAt;
}

/** Products of columns at one autocorrelation, as in {@link PreparedDesign}. */
interface ProductsAt {
  effectsByEffects: Float64Array;
  effectsByChanges: Columns;
  /** Of each change with itself. */
  changeSquares: Float64Array;
}

const dots = (columns: Columns, vector: Float64Array): Float64Array =>
  Float64Array.from(columns, (column) => dot(column, vector));

function joined(parts: readonly Lagged[]): Lagged {
  const join = (of: (part: Lagged) => Float64Array) =>
    Float64Array.from(parts.flatMap((part) => [...of(part)]));
  return {
    now: join(({ now }) => now),
    crossed: join(({ crossed }) => crossed),
    before: join(({ before }) => before),
  };
}

/** @param pairs  weights of pairs of neighbouring steps, one less than steps */
export function prepareDesign(
  design: Design,
  start: number,
  year: number,
  pairs: Float64Array,
): PreparedDesign {
  const steps = pairs.length + 1;
  const effects = effectColumns(design.effects, start, steps);
  const withChanges = (vector: Float64Array) => productsWithChanges(vector, design.changes, start, year);
  const laggedEffects = effects.map((column) => laggedVectors(column, pairs));
  const products = new Map<number, Lagged>();
  const byRho = new Map<number, ProductsAt>();
  const effectsByEffects = joined(
    laggedEffects.map((lagged) => mapLagged(lagged, (vector) => dots(effects, vector))),
  );
  const effectsByChanges = laggedEffects.map((lagged) => mapLagged(lagged, withChanges));
  const squares = changeSquares(design.changes, pairs, start, year);
  return {
    design,
    start,
    year,
    pairs,
    effects,
    effectsByEffects,
    effectsByChanges,
    at: (rho) => {
      const known = byRho.get(rho) ?? {
        effectsByEffects: atRho(effectsByEffects, rho),
        effectsByChanges: effectsByChanges.map((lagged) => atRho(lagged, rho)),
        changeSquares: atRho(squares, rho),
      };
      byRho.set(rho, known);
      return known;
    },
    changeProducts: (change) => {
      const column = () => changeColumn(design.changes[change]!, start, steps, year);
      const known = products.get(change) ?? mapLagged(laggedVectors(column(), pairs), withChanges);
      products.set(change, known);
      return known;
    },
  };
}

/**
 * A design seen through one autocorrelation: the effects solved for once, the changes as they look when the effects
 * are taken out of them.
 */
export interface WhitenedDesign {
  rho: number;
  /** Cholesky factor L of the effects' XᵀWX + Λ. */
  factor: Float64Array;
  /** log |XᵀWX + Λ| − log |Λ| of the effects: how far the data narrow their coefficients down. */
  logNarrowing: number;
  /** L⁻¹ XᵀWC with the changes C: one row per effect. */
  imitations: Columns;
  /** Penalty of each change. */
  penalties: Float64Array;
  /** Squared length of each change, effects taken out; penalty not included. */
  squares: Float64Array;
  /** Inner products of a change with all changes, effects taken out; penalty not included. */
  productsOf(change: number): Float64Array;
}

/** L⁻¹ of a matrix given by rows, all its columns at once. */
function forwardSolveRows(factor: Float64Array, rows: Columns): Float64Array[] {
  const p = rows.length;
  const solved: Float64Array[] = [];
  for (let i = 0; i < p; i++) {
    const row = rows[i]!.slice();
    for (let k = 0; k < i; k++) addTimes(row, -factor[i * p + k]!, solved[k]!);
    const pivot = factor[i * p + i]!;
    for (let c = 0; c < row.length; c++) row[c]! /= pivot;
    solved.push(row);
  }
  return solved;
}

function addTimes(target: Float64Array, times: number, values: Float64Array): void {
  for (let c = 0; c < target.length; c++) target[c]! += times * values[c]!;
}

/** @param penalty  of each effect, in place of the design's own */
export function whitenedDesign(
  prepared: PreparedDesign,
  rho: number,
  penalty = Float64Array.from(prepared.design.effects, (effect) => effect.penalty),
): WhitenedDesign {
  const { design, changeProducts } = prepared;
  const { effectsByEffects, effectsByChanges, changeSquares } = prepared.at(rho);
  const factor = cholesky(effectsByEffects, penalty);
  const p = penalty.length;
  const imitations = forwardSolveRows(factor, effectsByChanges);
  const squares = changeSquares.slice();
  for (const row of imitations) for (let c = 0; c < row.length; c++) squares[c]! -= row[c]! * row[c]!;
  const known = new Map<number, Float64Array>();
  const productsOf = (change: number) => {
    const products = atRho(changeProducts(change), rho);
    for (const row of imitations) addTimes(products, -row[change]!, row);
    known.set(change, products);
    return products;
  };
  return {
    rho,
    factor,
    logNarrowing: penalty.reduce((sum, of, j) => sum + 2 * Math.log(factor[j * p + j]!) - Math.log(of), 0),
    imitations,
    penalties: Float64Array.from(design.changes, (change) => change.penalty),
    squares,
    productsOf: (change) => known.get(change) ?? productsOf(change),
  };
}

/** What a series says of a design, for every autocorrelation. */
export interface LaggedEvidence {
  effects: Lagged;
  changes: Lagged;
  squares: Lagged;
  rows: number;
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

export function evidenceOf(values: Float64Array, prepared: PreparedDesign): LaggedEvidence {
  const { design, start, year, pairs, effects } = prepared;
  const lagged = laggedVectors(values, pairs);
  const present = values.map((value) => Number.isNaN(value) ? 0 : value);
  return {
    effects: mapLagged(lagged, (vector) => dots(effects, vector)),
    changes: mapLagged(lagged, (vector) => productsWithChanges(vector, design.changes, start, year)),
    squares: mapLagged(lagged, (vector) => dots([present], vector)),
    rows: pairs.reduce((sum, weight) => sum + weight, 0),
  };
}

export function evidenceAt({ effects, changes, squares, rows }: LaggedEvidence, rho: number): Evidence {
  return {
    effects: atRho(effects, rho),
    changes: atRho(changes, rho),
    squares: atRho(squares, rho)[0]!,
    rows,
  };
}

/** A series with the effects taken out of it. */
export interface Unexplained {
  /** L⁻¹ XᵀWz. */
  solved: Float64Array;
  /** Sum of squares not explained. */
  left: number;
  /** Inner product of each change with what is not explained. */
  gains: Float64Array;
}

export function withoutEffects({ factor, imitations }: WhitenedDesign, evidence: Evidence): Unexplained {
  const solved = forwardSolve(factor, evidence.effects);
  const gains = evidence.changes.slice();
  imitations.forEach((row, i) => addTimes(gains, -solved[i]!, row));
  return { solved, left: evidence.squares - dot(solved, solved), gains };
}
