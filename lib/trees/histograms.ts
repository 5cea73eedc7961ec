import { emptyHistogram, type Histogram } from "./histogram.ts";

/** Histograms used again: a node gives its own back once its children have theirs. */
export class Histograms {
  private readonly free: Histogram[] = [];

  constructor(private readonly columns: number) {}

  /** One that is all zeros. */
  take(): Histogram {
    const used = this.free.pop();
    used?.forEach((cells) => cells.fill(0));
    return used ?? emptyHistogram(this.columns);
  }

  copy(histogram: Histogram): Histogram {
    const copied = this.free.pop() ?? emptyHistogram(this.columns);
    copied.forEach((cells, group) => cells.set(histogram[group]!));
    return copied;
  }

  giveBack(histogram: Histogram): void {
    this.free.push(histogram);
  }
}
