/** Where a reader puts what it finds, and what it hands on when a batch is full. */
import { type Batch, emptyBatch, reject, type Rule, type Sample } from "../sample.ts";

/** Samples and rejected values of one batch, about. */
const FULL = 5_000;

/** Different reasons that are told apart; a file may name more metrics than anyone wants to read. */
const MOST_REASONS = 200;

export class Ledger {
  #batch: Batch = emptyBatch();
  #reasons = new Set<string>();
  #met = 0;
  #settled = 0;

  /** Counts values where they are met, before anything is decided of them; returns how many were met so far. */
  met(values = 1): number {
    return this.#met += values;
  }

  sample(sample: Sample): void {
    this.#settle(sample.values ?? 1);
    this.#batch.samples.push(sample);
  }

  reject(line: number, text: string, rule: Rule, reason: string): void {
    this.#settle(1);
    this.#batch.rejected.push(reject(line, text, rule, reason));
  }

  /** Leaves values aside on purpose. */
  skip(reason: string, values = 1): void {
    if (values === 0) return;
    this.#settle(values);
    const known = this.#reasons.has(reason) || this.#reasons.size < MOST_REASONS;
    const kept = known ? reason : "for one of many other reasons";
    this.#reasons.add(kept);
    const { skipped } = this.#batch;
    skipped[kept] = (skipped[kept] ?? 0) + values;
  }

  /** The batch so far once it is full, nothing before. */
  *full(): Generator<Batch> {
    const { samples, rejected } = this.#batch;
    if (samples.length + rejected.length >= FULL) yield this.#take();
  }

  /** The last batch. @throws Error when a value that was met came to nothing, which is a fault of the reader */
  *rest(): Generator<Batch> {
    if (this.#met !== this.#settled) {
      throw new Error(
        `Cannot end an extract as every value must be accounted for: ${this.#met} met, ${this.#settled} settled`,
      );
    }
    yield this.#take();
  }

  #settle(values: number): void {
    this.#settled += values;
    this.#batch.read += values;
  }

  #take(): Batch {
    const batch = this.#batch;
    this.#batch = emptyBatch();
    return batch;
  }
}
