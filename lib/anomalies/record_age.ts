/**
 * For how many rows nothing as large has been seen. Sizes come one by one; those that a later one exceeds can never
 * be the last larger one and are forgotten.
 */
export class RecordAge {
  readonly #margin: number;
  /** Sizes, falling, and the rows they stood in. */
  #sizes: number[] = [];
  #rows: number[] = [];
  #row = 0;

  /** @param margin what is smaller by less than this counts as as large */
  constructor(margin: number) {
    this.#margin = margin;
  }

  /** Rows since one at least as large, give or take the margin; all rows so far and one when there was none. */
  of(size: number): number {
    let low = 0;
    let high = this.#sizes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sizes[middle]! >= size - this.#margin) low = middle + 1;
      else high = middle;
    }
    const age = low === 0 ? this.#row + 1 : this.#row - this.#rows[low - 1]!;
    while (this.#sizes.length > 0 && this.#sizes[this.#sizes.length - 1]! <= size) {
      this.#sizes.pop();
      this.#rows.pop();
    }
    this.#sizes.push(size);
    this.#rows.push(this.#row++);
    return age;
  }
}
