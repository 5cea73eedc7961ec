/** From so many values on copyWithin moves them faster than a loop. */
const FAR = 64;

/** The values of a moving window, kept in order so that their median is at hand. */
export class SortedWindow {
  readonly #sorted: Float64Array;
  #count = 0;

  constructor(capacity: number) {
    this.#sorted = new Float64Array(capacity);
  }

  get count(): number {
    return this.#count;
  }

  /** Position of the first value that is not below. */
  #position(value: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @throws RangeError when the window is full */
  add(value: number): void {
    if (this.#count === this.#sorted.length) {
      throw new RangeError(
        `Cannot add to a window as it holds at most ${this.#sorted.length} values: ${value}`,
      );
    }
    let position = this.#count++;
    // Moving by hand: for windows of some fifty values copyWithin costs more in the call than in the copy.
    for (; position > 0 && this.#sorted[position - 1]! > value; position--) {
      this.#sorted[position] = this.#sorted[position - 1]!;
    }
    this.#sorted[position] = value;
  }

  /** @throws RangeError when the window does not hold the value */
  remove(value: number): void {
    const position = this.#position(value);
    if (position === this.#count || this.#sorted[position] !== value) {
      throw new RangeError(`Cannot remove from a window as it must hold the value: ${value}`);
    }
    this.#count--;
    for (let at = position; at < this.#count; at++) this.#sorted[at] = this.#sorted[at + 1]!;
  }

  /**
   * Lets one value go for another: cheaper than removing and adding, as only the values between the two move.
   * @throws RangeError when the window does not hold the one to go
   */
  replace(gone: number, value: number): void {
    const sorted = this.#sorted;
    const from = this.#position(gone);
    if (from === this.#count || sorted[from] !== gone) {
      throw new RangeError(`Cannot remove from a window as it must hold the value: ${gone}`);
    }
    const place = this.#position(value);
    const to = place > from ? place - 1 : place;
    if (Math.abs(to - from) > FAR) {
      if (to > from) sorted.copyWithin(from, from + 1, to + 1);
      else sorted.copyWithin(to + 1, to, from);
    } else {
      for (let at = from; at < to; at++) sorted[at] = sorted[at + 1]!;
      for (let at = from; at > to; at--) sorted[at] = sorted[at - 1]!;
    }
    sorted[to] = value;
  }

  clear(): void {
    this.#count = 0;
  }

  /** The value below which a share of the others lie, 0 ≤ share < 1, without interpolation; NaN when empty. */
  quantile(share: number): number {
    return this.#count === 0 ? NaN : this.#sorted[Math.floor(share * this.#count)]!;
  }

  /** The middle value, or the mean of the two in the middle; NaN when empty. */
  median(): number {
    const half = this.#count >>> 1;
    if (this.#count === 0) return NaN;
    if (this.#count % 2 === 1) return this.#sorted[half]!;
    return (this.#sorted[half - 1]! + this.#sorted[half]!) / 2;
  }
}
