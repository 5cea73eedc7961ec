/**
 * Shifts of the level and changes of slope as columns. There are a hundred of them and all are straight lines, so
 * their products with anything follow from two running sums instead of a hundred long ones.
 */

/**
 * A change at `place`. A shift and an earlier slope are written as what was different up to it, −1 and steps until then
 * in years: level and slope of today are those of the effects, whatever was before. A later slope is written as what is
 * different after it, steps since then in years: growth was as the effects say, and no longer is.
 */
export interface Change {
  kind: "level_shift" | "earlier_slope" | "later_slope";
  /** Last step before the change. */
  place: number;
  /** Holds the size of the change back. */
  penalty: number;
}

/** Value of a change at a step. */
export function changeAt({ kind, place }: Change, step: number, year: number): number {
  if (kind === "later_slope") return step > place ? (step - place) / year : 0;
  if (step > place) return 0;
  return kind === "level_shift" ? -1 : (place - step) / year;
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
    for (let t = 0; t < steps; t++) column[t] = changeAt(change, start + t, year);
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
  // sums[t] = Σ vector, moments[t] = Σ step · vector, both over the first t steps.
  const sums = new Float64Array(steps + 1);
  const moments = new Float64Array(steps + 1);
  for (let t = 0; t < steps; t++) {
    sums[t + 1] = sums[t]! + vector[t]!;
    moments[t + 1] = moments[t]! + t * vector[t]!;
  }
  const products = new Float64Array(changes.length);
  changes.forEach(({ kind, place }, c) => {
    const until = place - start + 1;
    const earlier = (until - 1) * sums[until]! - moments[until]!;
    if (kind === "level_shift") products[c] = -sums[until]!;
    else if (kind === "earlier_slope") products[c] = earlier / year;
    // Beyond the place a slope is the whole line less what it is up to there.
    else products[c] = (moments[steps]! - (until - 1) * sums[steps]! + earlier) / year;
  });
  return products;
}
