/**
 * Grows one tree leaf by leaf, always parting the leaf that gains most (Ke et al. 2017, LightGBM). The smaller of
 * two children is counted; the larger is what then remains of their parent.
 */
import type { Stream } from "../random/stream.ts";
import type { BinnedMatrix } from "./binned.ts";
import { Exchange } from "./exchange.ts";
import { type Histogram, subtract } from "./histogram.ts";
import { Histograms } from "./histograms.ts";
import { sampled, share } from "./sample.ts";
import { FEW_ROWS, type OwnColumns, type Sample, Search, type Stretch } from "./search.ts";
import { noSplit, score, type Split, type SplitRules } from "./split.ts";
import { partRows } from "./part.ts";
import { Nodes } from "./nodes.ts";
import { leftCodes, type Tree } from "./tree.ts";
import { ALONE } from "./team.ts";

export interface GrowthRules extends SplitRules {
  max_leaves: number;
  /** Share of the columns that each split may choose from, drawn anew for each. */
  split_column_fraction: number;
}

/** A leaf of a tree, grown or not, and the stretch of rows in it. */
export interface Leaf extends Stretch {
  node: number;
  /** Absent where nobody needs it. */
  histogram: Histogram | undefined;
}

export interface Grown {
  /** Leaf values are still 0. */
  tree: Tree;
  leaves: readonly Leaf[];
}

/** A leaf that may be parted. */
interface Candidate extends Leaf {
  split: Split;
  gain: number;
}

/** Takes out the candidate that gains most. */
function takeBest(candidates: Candidate[]): Candidate | undefined {
  if (candidates.length === 0) return undefined;
  let best = 0;
  for (let index = 1; index < candidates.length; index++) {
    if (candidates[index]!.gain > candidates[best]!.gain) best = index;
  }
  const taken = candidates[best]!;
  const last = candidates.pop()!;
  if (best < candidates.length) candidates[best] = last;
  return taken;
}

const size = ({ from, to }: Stretch): number => to - from;

/** Grows trees on one matrix. */
export class Grower {
  private readonly search: Search;
  private readonly histograms: Histograms;
  private readonly goesLeft = new Uint8Array(256);
  private readonly toTheRight: Int32Array;

  /**
   * @param own      columns that are counted and searched here
   * @param largest  most rows a tree will have
   * @param exchange with those who search the other columns
   */
  constructor(
    private readonly matrix: BinnedMatrix,
    own: OwnColumns,
    private readonly rules: GrowthRules,
    largest: number,
    private readonly exchange: Exchange = new Exchange(ALONE, new Float64Array()),
  ) {
    this.search = new Search(matrix, own, rules);
    this.histograms = new Histograms(own.bins.length);
    this.toTheRight = new Int32Array(largest);
  }

  /**
   * Grows a tree.
   * @param sample   its rows end in the order of the leaves
   * @param columns  those the tree may use
   */
  grow(sample: Sample, columns: Int32Array, draw: Stream): Grown {
    const nodes = new Nodes();
    const leaves: Leaf[] = [];
    const candidates: Candidate[] = [];
    const place = (stretches: readonly Leaf[]) => {
      const splits = this.exchange.best(
        stretches.map((stretch) => this.split(stretch, sample, columns, draw)),
      );
      for (const [index, stretch] of stretches.entries()) {
        const candidate = this.candidate(stretch, splits[index]!, sample);
        (candidate.split.column < 0 ? leaves : candidates).push(candidate);
      }
    };
    place([this.root(sample)]);
    while (leaves.length + candidates.length < this.rules.max_leaves) {
      // Without a limit every candidate will be parted: the order does not matter.
      const parent = this.rules.max_leaves === Infinity ? candidates.pop() : takeBest(candidates);
      if (parent === undefined) break;
      const children = this.part(parent, nodes, sample);
      const isLast = leaves.length + candidates.length + 2 === this.rules.max_leaves;
      if (isLast && sample.histogram === undefined) this.release(parent.histogram);
      else this.handDown(parent, children, sample);
      if (isLast) leaves.push(...children);
      else place(children);
    }
    return { tree: nodes.tree(), leaves: [...leaves, ...candidates] };
  }

  /** The histogram of all rows of a sample. */
  counted(sample: Sample): Histogram {
    const histogram = this.histograms.take();
    this.add(histogram, sample, { from: 0, to: sample.rows.length });
    return histogram;
  }

  /** Adds a stretch of rows to a histogram. */
  add(histogram: Histogram, sample: Sample, stretch: Pick<Stretch, "from" | "to">): void {
    this.search.count(histogram, sample, stretch);
  }

  /** Takes back what leaves have kept: to be called before the next tree. */
  forget({ leaves }: Grown): void {
    for (const { histogram } of leaves) this.release(histogram);
  }

  private root(sample: Sample): Leaf {
    let sum = 0;
    for (let place = 0; place < sample.rows.length; place++) sum += sample.packed[sample.rows[place]!]!;
    const root = { node: 0, from: 0, to: sample.rows.length, sum, histogram: undefined };
    if (size(root) <= FEW_ROWS) return root;
    const { histogram } = sample;
    return {
      ...root,
      histogram: histogram === undefined ? this.counted(sample) : this.histograms.copy(histogram),
    };
  }

  /** Parts the rows of a node, both sides in the order they had. */
  private part({ node, from, to, sum, split }: Candidate, nodes: Nodes, { rows }: Sample): [Leaf, Leaf] {
    leftCodes(split.code, split.missingLeft, this.goesLeft);
    const middle = partRows(this.matrix.codes[split.column]!, this.goesLeft, rows, from, to, this.toTheRight);
    const left = nodes.part(node, split);
    return [
      { node: left, from, to: middle, sum: split.left, histogram: undefined },
      { node: left + 1, from: middle, to, sum: sum - split.left, histogram: undefined },
    ];
  }

  /** Gives two children their histograms, the parent's being used up. */
  private handDown({ histogram }: Candidate, [left, right]: [Leaf, Leaf], sample: Sample): void {
    const isLeftSmall = size(left) <= size(right);
    const small = isLeftSmall ? left : right;
    const large = isLeftSmall ? right : left;
    if (histogram === undefined || size(large) <= FEW_ROWS) return this.release(histogram);
    small.histogram = this.histograms.take();
    this.add(small.histogram, sample, small);
    subtract(histogram, small.histogram);
    large.histogram = histogram;
  }

  /** A node with its best split. Where there is none, it needs its histogram no more, unless leaves keep theirs. */
  private candidate(node: Leaf, split: Split, sample: Sample): Candidate {
    const gain = split.score - score({ packed: node.sum, count: sample.count }, this.rules.l2);
    const isWanted = split.column >= 0 && size(node) > FEW_ROWS;
    if (isWanted || sample.histogram !== undefined) return { ...node, split, gain };
    this.release(node.histogram);
    return { ...node, histogram: undefined, split, gain };
  }

  private split(node: Leaf, sample: Sample, columns: Int32Array, draw: Stream): Split {
    if (size(node) < 2 * this.rules.min_leaf_rows) {
      return noSplit({ packed: node.sum, count: sample.count }, this.rules);
    }
    const chosen = sampled(columns, share(columns.length, this.rules.split_column_fraction), draw);
    if (node.histogram === undefined || size(node) <= FEW_ROWS) {
      return this.search.byRows(chosen, sample, node);
    }
    return this.search.byHistogram(node.histogram, chosen, node.sum, sample.count);
  }

  private release(histogram: Histogram | undefined): void {
    if (histogram !== undefined) this.histograms.giveBack(histogram);
  }
}
