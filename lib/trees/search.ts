/** Looks for the best split of a node: through its histograms, or, where it has few rows, through the rows. */
import type { BinnedMatrix } from "./binned.ts";
import { type ColumnBins, MISSING } from "./bins.ts";
import { addRows, CELLS, type Histogram } from "./histogram.ts";
import { COLUMNS_PER_WORD, groupOf, wordsOf } from "./words.ts";
import { type Codes, noSplit, searchColumn, type Split, type SplitRules } from "./split.ts";
import type { Packed } from "./sums.ts";

/** Up to this many rows a node is searched row by row: most of 256 cells would be empty. */
export const FEW_ROWS = 32;

/** What all nodes of a tree share. */
export interface Sample extends Packed {
  /** Row numbers; each node has a stretch of them. */
  rows: Int32Array;
  /** Of all its rows, where it is known already: leaves then keep theirs. */
  histogram?: Histogram | undefined;
}

/** A stretch of the rows, and the packed sum of its gradients. */
export interface Stretch {
  from: number;
  to: number;
  sum: number;
}

/** Columns of a matrix next to each other, from one on. */
export interface OwnColumns {
  from: number;
  bins: readonly ColumnBins[];
}

/** Searches some of the columns. */
export class Search {
  private readonly codes: readonly Codes[];
  private readonly words: readonly Int32Array[];
  private readonly from: number;
  private readonly fewCells = new Float64Array(CELLS);
  private readonly fewCodes: Codes = { list: new Uint8Array(FEW_ROWS), length: 0 };

  constructor(
    private readonly matrix: BinnedMatrix,
    { from, bins }: OwnColumns,
    private readonly rules: SplitRules,
  ) {
    this.from = from;
    this.words = wordsOf(matrix.codes.slice(from, from + bins.length));
    this.codes = bins.map(({ edges }) => ({
      list: Uint8Array.from({ length: edges.length + 1 }, (_, code) => code),
      length: edges.length + 1,
    }));
  }

  /** Counts a stretch of rows into empty histograms. */
  count(histogram: Histogram, { rows, packed }: Sample, { from, to }: Pick<Stretch, "from" | "to">): void {
    histogram.forEach((cells, group) => addRows(cells, this.words[group]!, rows, packed, from, to));
  }

  private isOwn(column: number): boolean {
    return column >= this.from && column < this.from + this.codes.length;
  }

  /** The best split by any of some columns, from the node's histograms. */
  byHistogram(histogram: Histogram, columns: Int32Array, sum: number, count: number): Split {
    const node = { packed: sum, count };
    const none = noSplit(node, this.rules);
    let best = none;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]!;
      if (!this.isOwn(column)) continue;
      const place = column - this.from;
      const cells = histogram[groupOf(place)]!;
      const first = (place % COLUMNS_PER_WORD) * CELLS;
      const found = searchColumn(cells, first, column, this.codes[place]!, node, this.rules, none);
      if (found.score > best.score) best = found;
    }
    return best;
  }

  /** The same from at most {@link FEW_ROWS} rows. */
  byRows(columns: Int32Array, sample: Sample, stretch: Stretch): Split {
    const node = { packed: stretch.sum, count: sample.count };
    const none = noSplit(node, this.rules);
    let best = none;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]!;
      if (!this.isOwn(column)) continue;
      this.countFew(column, sample, stretch);
      const found = searchColumn(this.fewCells, 0, column, this.fewCodes, node, this.rules, none);
      if (found.score > best.score) best = found;
      this.clearFew();
    }
    return best;
  }

  private countFew(column: number, { rows, packed }: Sample, { from, to }: Stretch): void {
    const codes = this.matrix.codes[column]!;
    const { fewCells } = this;
    for (let place = from; place < to; place++) {
      const row = rows[place]!;
      const code = codes[row]!;
      if (fewCells[code] === 0 && code !== MISSING) this.insert(code);
      fewCells[code]! += packed[row]!;
    }
  }

  /** Keeps the codes seen in order. */
  private insert(code: number): void {
    const { list } = this.fewCodes;
    let place = this.fewCodes.length++;
    for (; place > 0 && list[place - 1]! > code; place--) list[place] = list[place - 1]!;
    list[place] = code;
  }

  private clearFew(): void {
    const { fewCells, fewCodes: { list, length } } = this;
    for (let index = 0; index < length; index++) fewCells[list[index]!] = 0;
    fewCells[MISSING] = 0;
    this.fewCodes.length = 0;
  }
}
