/**
 * Shifts of the level and changes of slope as columns. There are a hundred of them and all are straight lines, so
 * their products with anything follow from two running sums instead of a hundred long ones.
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
 * Inner products of a vector with the columns of all changes.
 * @param vector  one value per step from `start` on
 */
export function productsWithChanges(
  vector: Float64Array,
  changes: readonly Change[],
  start: number,
  year: number,
): Float64Array {
  const steps = vector.length;
  // sums[t] = Σ vector, moments[t] = Σ step · vector, both from step t to the end.
  const sums = new Float64Array(steps + 1);
  const moments = new Float64Array(steps + 1);
  for (let t = steps - 1; t >= 0; t--) {
    sums[t] = sums[t + 1]! + vector[t]!;
    moments[t] = moments[t + 1]! + t * vector[t]!;
  }
  const products = new Float64Array(changes.length);
  changes.forEach(({ kind, place }, c) => {
    const first = place - start + 1;
    products[c] = kind === "level_shift"
      ? sums[first]!
      : (moments[first]! - (first - 1) * sums[first]!) / year;
  });
  return products;
}
