/**
 * Shifts of the level and changes of slope as columns of a whitened design. There are a hundred of them and all are
 * straight lines, so their products with anything follow from two running sums instead of a hundred long ones.
 */

/** A change from `place` on: 0 up to it; after it 1 for a shift, steps since then in years for a slope. */
export interface Change {
  kind: "level_shift" | "slope_change";
  /** Last step before the change. */
  place: number;
  /** Holds the size of the change back. */
  penalty: number;
}

/** Value of a change at a step, on the time of the trend. */
export function changeAt({ kind, place }: Change, step: number, year: number): number {
  if (step <= place) return 0;
  return kind === "level_shift" ? 1 : (step - place) / year;
}

/** The columns of changes on consecutive steps of history. */
export function changeColumns(
  changes: readonly Change[],
  start: number,
  steps: number,
  year: number,
): Float64Array[] {
  return changes.map((change) => {
    const column = new Float64Array(steps);
    for (let t = change.place + 1 - start; t < steps; t++) column[t] = changeAt(change, start + t, year);
    return column;
  });
}

/**
 * Inner products of a whitened column with all changes.
 * @param column  one value per step after `start`
 */
export function productsWithChanges(
  column: Float64Array,
  changes: readonly Change[],
  start: number,
  year: number,
  rho: number,
): Float64Array {
  const rows = column.length;
  // sums[row] = Σ column, moments[row] = Σ (row + 1) · column, from that row to the end.
  const sums = new Float64Array(rows + 1);
  const moments = new Float64Array(rows + 1);
  for (let row = rows - 1; row >= 0; row--) {
    sums[row] = sums[row + 1]! + column[row]!;
    moments[row] = moments[row + 1]! + (row + 1) * column[row]!;
  }
  const products = new Float64Array(changes.length);
  changes.forEach(({ kind, place }, c) => {
    // The first step after the change is row `first`; whitened, a shift is 1 there and 1 − ρ afterwards.
    const first = place - start;
    const sum = sums[first]!;
    products[c] = kind === "level_shift"
      ? (1 - rho) * sum + rho * column[first]!
      // Whitened, a slope is (1 − ρ) (t − place) + ρ, in years.
      : ((1 - rho) * (moments[first]! - first * sum) + rho * sum) / year;
  });
  return products;
}
