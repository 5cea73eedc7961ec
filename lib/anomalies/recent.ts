import { SortedWindow } from "../cleaning/sorted_window.ts";

/** The last so many values of a stream, by arrival and by size. */
export class Recent {
  readonly #sorted: SortedWindow;
  readonly #arrived: Float64Array;
  #seen = 0;

  constructor(capacity: number) {
    this.#sorted = new SortedWindow(capacity);
    this.#arrived = new Float64Array(capacity);
  }

  get count(): number {
    return this.#sorted.count;
  }

  get full(): boolean {
    return this.#sorted.count === this.#arrived.length;
  }

  /** Takes a value; the oldest one leaves when there are too many. */
  add(value: number): void {
    const at = this.#seen++ % this.#arrived.length;
    if (this.full) this.#sorted.replace(this.#arrived[at]!, value);
    else this.#sorted.add(value);
    this.#arrived[at] = value;
  }

  median(): number {
    return this.#sorted.median();
  }

  /** The value below which a share of the others lie; NaN when empty. */
  quantile(share: number): number {
    return this.#sorted.quantile(share);
  }

  mean(): number {
    let sum = 0;
    for (let index = 0; index < this.count; index++) sum += this.#arrived[index]!;
    return sum / this.count;
  }

  /** Standard deviation of the values around their mean, as of a sample. */
  deviation(mean: number): number {
    let sum = 0;
    for (let index = 0; index < this.count; index++) sum += (this.#arrived[index]! - mean) ** 2;
    return Math.sqrt(sum / (this.count - 1));
  }
}
