/** A design and what a series says of it, seen through one autocorrelation. */
import { cholesky, type Columns, dot, solveFactored } from "../numeric/ridge.ts";
import { changeColumns, productsWithChanges } from "./change_columns.ts";
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
  /** Products of each change with all changes. */
  changesByChanges: Lagged[];
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
  const laggedChanges = changeColumns(design.changes, start, steps, year).map((column) =>
    laggedVectors(column, pairs)
  );
  return {
    design,
    start,
    year,
    pairs,
    effects,
    effectsByEffects: joined(
      laggedEffects.map((lagged) => mapLagged(lagged, (vector) => dots(effects, vector))),
    ),
    effectsByChanges: laggedEffects.map((lagged) => mapLagged(lagged, withChanges)),
    changesByChanges: laggedChanges.map((lagged) => mapLagged(lagged, withChanges)),
  };
}

/**
 * A design seen through one autocorrelation: the effects solved for once, the changes as they look when the effects
 * are taken out of them.
 */
export interface WhitenedDesign {
  rho: number;
  /** Cholesky factor of the effects' XᵀWX + Λ. */
  factor: Float64Array;
  /** log |XᵀWX + Λ| − log |Λ| of the effects: how far the data narrow their coefficients down. */
  logNarrowing: number;
  changes: WhitenedChange[];
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

export function whitenedDesign(prepared: PreparedDesign, rho: number): WhitenedDesign {
  const { design, effectsByEffects, effectsByChanges, changesByChanges } = prepared;
  const penalty = Float64Array.from(design.effects, (effect) => effect.penalty);
  const factor = cholesky(atRho(effectsByEffects, rho), penalty);
  const p = penalty.length;
  const byChange = effectsByChanges.map((lagged) => atRho(lagged, rho));
  const imitations = design.changes.map((_, c) => {
    const withEffects = Float64Array.from(byChange, (products) => products[c]!);
    return { withEffects, imitation: solveFactored(factor, withEffects) };
  });
  const changes = design.changes.map(({ penalty }, c): WhitenedChange => {
    const { withEffects, imitation } = imitations[c]!;
    const withChanges = atRho(changesByChanges[c]!, rho);
    for (let d = 0; d < withChanges.length; d++) {
      withChanges[d]! -= dot(imitations[d]!.withEffects, imitation);
    }
    return { penalty, withEffects, imitation, withChanges };
  });
  const logNarrowing = penalty.reduce(
    (sum, of, j) => sum + 2 * Math.log(factor[j * p + j]!) - Math.log(of),
    0,
  );
  return { rho, factor, logNarrowing, changes };
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
