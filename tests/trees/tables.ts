/** Small tables for tests of the trees. */
import type { BoostSettings } from "../../lib/trees/boost.ts";
import type { ForestSettings } from "../../lib/trees/forest.ts";
import type { Matrix } from "../../lib/trees/matrix.ts";
import { stream } from "../../lib/random/stream.ts";

export const of = (...values: number[]): Float64Array => Float64Array.from(values);

/** Columns by name. */
export const matrixOf = (columns: Record<string, Float64Array>): Matrix => ({
  names: Object.keys(columns),
  columns: Object.values(columns),
});

/** One tree of two leaves that fits as well as it can. */
export const ONE_SPLIT: BoostSettings = {
  trees: 1,
  learning_rate: 1,
  max_bins: 255,
  row_fraction: 1,
  column_fraction: 1,
  patience: 10,
  max_leaves: 2,
  min_leaf_rows: 1,
  l2: 0,
  split_column_fraction: 1,
};

export const BOOST: BoostSettings = {
  ...ONE_SPLIT,
  trees: 50,
  learning_rate: 0.1,
  max_leaves: 8,
  min_leaf_rows: 5,
};

export const FOREST: ForestSettings = {
  trees: 40,
  max_bins: 255,
  max_leaves: Infinity,
  min_leaf_rows: 2,
  l2: 0,
  split_column_fraction: 0.5,
};

export interface Table {
  matrix: Matrix;
  target: Float64Array;
}

/** Five uniform columns, of which only "signal" says anything of the target: 10 above one half, 0 below; plus noise. */
export function stepTable(rows: number, noise: number, seed = 1): Table {
  const names = ["a", "b", "signal", "c", "d"];
  const columns = names.map((name) => {
    const { uniform } = stream(seed, "column", name);
    return Float64Array.from({ length: rows }, () => uniform());
  });
  const { normal } = stream(seed, "noise");
  const target = columns[2]!.map((value) => (value > 0.5 ? 10 : 0) + noise * normal());
  return { matrix: { names, columns }, target };
}

export const rmse = (actual: Float64Array, predicted: Float64Array): number =>
  Math.sqrt(actual.reduce((sum, value, row) => sum + (value - predicted[row]!) ** 2, 0) / actual.length);

export function near(actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12): void {
  const same = actual.length === expected.length &&
    expected.every((value, index) => Math.abs(value - actual[index]!) <= tolerance);
  if (!same) throw new Error(`${Array.from(actual)} is not ${expected}`);
}
