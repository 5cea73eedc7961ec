/**
 * How rare a size is among those seen so far, as −log10 of the probability that one is at least as large: 3 is one in
 * a thousand. Beyond the largest few per cent the probability falls with a power of the size that these show
 * (Hill 1975), so that a series that is used to bursts needs a far larger one than a quiet series.
 */
export class Rarity {
  static readonly #OCTAVES = 120;
  static readonly #PER_OCTAVE = 16;
  static readonly #BINS = Rarity.#OCTAVES * Rarity.#PER_OCTAVE;

  readonly #share: number;
  readonly #counts = new Float64Array(Rarity.#BINS);
  /** Fenwick tree over the counts. */
  readonly #tree = new Float64Array(Rarity.#BINS + 1);
  #seen = 0;
  #positive = 0;
  /** Lowest bin of the tail, how many sizes it and those above hold, and the sum of their bins. */
  #lowest = Rarity.#BINS;
  #tail = 0;
  #tailSum = 0;

  /** @param share of the sizes that count as tail */
  constructor(share: number) {
    this.#share = share;
  }

  /** The last size and its bin: who asks for a size adds it next. */
  #asked = NaN;
  #found = 0;

  /** Sizes seen before a rarity can be told. */
  static readonly LEAST = 50;
  static readonly #LEAST_TAIL = 10;

  #bin(size: number): number {
    if (size === this.#asked) return this.#found;
    const bin = Math.floor((Math.log2(size) + Rarity.#OCTAVES / 2) * Rarity.#PER_OCTAVE);
    this.#asked = size;
    return this.#found = Math.min(Rarity.#BINS - 1, Math.max(0, bin));
  }

  /** Sizes in bins up to and with this one. */
  #upTo(bin: number): number {
    let sum = 0;
    for (let node = bin + 1; node > 0; node -= node & -node) sum += this.#tree[node]!;
    return sum;
  }

  get #wanted(): number {
    return Math.max(Rarity.#LEAST_TAIL, this.#share * this.#seen);
  }

  /** Rarity of a size ≥ 0 among those added; 0 while these are too few to tell. */
  of(size: number): number {
    if (this.#seen < Rarity.LEAST || !(size > 0)) return 0;
    const bin = this.#bin(size);
    // Half of the own bin, as one cannot tell where in it the others lie.
    const above = this.#positive - this.#upTo(bin) + this.#counts[bin]! / 2;
    if (above >= this.#wanted || this.#tail < this.#wanted) {
      return -Math.log10((above + 0.5) / (this.#seen + 1));
    }
    const meanExcess = Math.max(this.#tailSum / this.#tail - this.#lowest, 0.5) / Rarity.#PER_OCTAVE;
    const excess = Math.log2(size) + Rarity.#OCTAVES / 2 - this.#lowest / Rarity.#PER_OCTAVE;
    return -Math.log10(this.#tail / (this.#seen + 1)) + Math.max(0, excess) / meanExcess * Math.LOG10E;
  }

  add(size: number): void {
    this.#seen++;
    if (size > 0) {
      const bin = this.#bin(size);
      this.#positive++;
      this.#counts[bin]!++;
      for (let node = bin + 1; node <= Rarity.#BINS; node += node & -node) this.#tree[node]!++;
      if (bin >= this.#lowest) this.#hold(bin, 1);
    }
    while (this.#tail < this.#wanted && this.#lowest > 0) {
      this.#lowest--;
      this.#hold(this.#lowest, this.#counts[this.#lowest]!);
    }
    for (;;) {
      const lowest = this.#counts[this.#lowest] ?? 0;
      if (this.#tail - lowest < this.#wanted) break;
      this.#hold(this.#lowest, -lowest);
      this.#lowest++;
    }
  }

  #hold(bin: number, count: number): void {
    this.#tail += count;
    this.#tailSum += count * (bin + 0.5);
  }
}
