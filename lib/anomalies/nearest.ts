/** The smallest few distances between the stretch of rows that ends at t and others that end before. */
export class Nearest {
  readonly #smallest: Float64Array;

  /** @param neighbours how many are kept; the distance told is that of the last of them */
  constructor(neighbours: number) {
    this.#smallest = new Float64Array(neighbours);
    this.clear();
  }

  clear(): void {
    this.#smallest.fill(Infinity);
  }

  /** Mean absolute difference per row to the farthest neighbour kept; Infinity when there were too few. */
  distance(): number {
    return this.#smallest[this.#smallest.length - 1]!;
  }

  /** Offers the most alike of the stretches that end from one row to another. */
  offerBest(values: Float64Array, t: number, from: number, to: number, length: number): void {
    let best = this.distance();
    const newest = values[t]!;
    for (let end = from; end <= to; end++) {
      // Most are too far away by their last row alone.
      if (Math.abs(newest - values[end]!) < best * length) best = distance(values, t, end, length, best);
    }
    this.offer(best);
  }

  /** Offers a distance. */
  offer(found: number): void {
    let at = this.#smallest.length - 1;
    if (!(found < this.#smallest[at]!)) return;
    for (; at > 0 && this.#smallest[at - 1]! > found; at--) this.#smallest[at] = this.#smallest[at - 1]!;
    this.#smallest[at] = found;
  }
}

/** Mean absolute difference of two stretches, or the limit when it is not below. */
function distance(values: Float64Array, t: number, end: number, length: number, limit: number): number {
  const most = limit * length;
  let sum = 0;
  for (let back = 0; back < length; back++) {
    sum += Math.abs(values[t - back]! - values[end - back]!);
    if (sum >= most) return limit;
  }
  return sum / length;
}
