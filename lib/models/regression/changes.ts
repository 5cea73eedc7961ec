/**
 * Which level shifts and changes of slope a series calls for: added one at a time, the one that explains most
 * first, as long as the evidence grows (forward selection by marginal likelihood).
 */
import { backSolve, cholesky, dot, solveFactored } from "../numeric/ridge.ts";
import { type Evidence, type WhitenedDesign, withoutEffects } from "./whitened.ts";

export interface ChangeSettings {
  /** Most changes a series may have. */
  max_changes: number;
  /** What a change must gain in log evidence to be as likely as none: changes are rare. */
  change_cost: number;
}

/** One explanation of a series: its changes, and how likely it makes the data. */
export interface Explanation {
  /** Positions among the changes, in the order they were added. */
  changes: readonly number[];
  /** Log of the probability of the data, coefficients averaged out and noise at its best, up to a constant. */
  logEvidence: number;
}

/** An explanation this much less likely than the best is not worth looking further from. */
const HOPELESS = 3;
/** Places this much less likely than the best are not taken in its stead. */
const FAR_BEHIND = 4;
const MOST_PLACES = 20;
/** Below this share of the squares, what is left of them is rounding error. */
const ROUNDING = 1e-12;

/** What is left to explain, and the changes not chosen yet with all that was chosen taken out of them. */
interface Remaining {
  /** Sum of squares not explained yet. */
  left: number;
  /** Inner product of each change with what is not explained yet. */
  gains: Float64Array;
  /** Squared length of each change, penalty included. */
  lengths: Float64Array;
  /** One row per chosen change of the Cholesky factor of their products. */
  factorRows: Float64Array[];
}

/** Nothing chosen yet: only the effects are taken out. */
function effectsOnly(design: WhitenedDesign, evidence: Evidence): Remaining {
  const { left, gains } = withoutEffects(design, evidence);
  const lengths = design.squares.map((square, c) => square + design.penalties[c]!);
  return { left, gains, lengths, factorRows: [] };
}

/** Takes a chosen change out of those that remain: one step of a Cholesky factorisation. */
function takeOut(remaining: Remaining, design: WhitenedDesign, chosen: number): void {
  const { gains, lengths, factorRows } = remaining;
  const pivot = Math.sqrt(lengths[chosen]!);
  const gain = gains[chosen]! / pivot;
  const row = design.productsOf(chosen).slice();
  for (const earlier of factorRows) {
    const share = earlier[chosen]!;
    for (let c = 0; c < row.length; c++) row[c]! -= earlier[c]! * share;
  }
  for (let c = 0; c < row.length; c++) {
    row[c] = c === chosen ? pivot : row[c]! / pivot;
    gains[c]! -= row[c]! * gain;
    lengths[c]! -= row[c]! * row[c]!;
  }
  remaining.left -= gain * gain;
  factorRows.push(row);
}

/** Changes that could be added and the log evidence each adds, most first; those far behind the best left out. */
function nextChanges(
  { gains, lengths, left }: Remaining,
  design: WhitenedDesign,
  chosen: readonly number[],
  logNoise: (left: number) => number,
): { change: number; gain: number }[] {
  const found = new Float64Array(gains.length);
  const before = logNoise(left);
  let best = -Infinity;
  for (let change = 0; change < gains.length; change++) {
    const length = lengths[change]!;
    const narrowing = Math.log(length / design.penalties[change]!);
    const gain = chosen.includes(change)
      ? -Infinity
      : 0.5 * (before - logNoise(left - gains[change]! ** 2 / length) - narrowing);
    found[change] = gain;
    if (gain > best) best = gain;
  }
  const next: { change: number; gain: number }[] = [];
  for (let change = 0; change < found.length; change++) {
    if (found[change]! > best - FAR_BEHIND) next.push({ change, gain: found[change]! });
  }
  return next.sort((a, b) => b.gain - a.gain).slice(0, MOST_PLACES);
}

/**
 * The explanations of a series with no change, one, two and so on: each adds to the likeliest of those before, in every
 * place that is nearly as likely, as neighbouring places can seldom be told apart.
 */
export function explanations(
  design: WhitenedDesign,
  evidence: Evidence,
  { max_changes, change_cost }: ChangeSettings,
): Explanation[] {
  const { squares, rows } = evidence;
  const [least, logRows] = [Math.max(ROUNDING * squares, Number.MIN_VALUE), Math.log(rows)];
  const logNoise = (left: number) => rows * (Math.log(Math.max(left, least)) - logRows);
  const remaining = effectsOnly(design, evidence);
  const found: Explanation[] = [
    { changes: [], logEvidence: -0.5 * (logNoise(remaining.left) + design.logNarrowing) },
  ];
  const most = Math.min(max_changes, design.penalties.length);
  let path = found[0]!;
  for (let count = 0; count < most; count++) {
    const { changes, logEvidence } = path;
    const next = nextChanges(remaining, design, changes, logNoise);
    const { change, gain } = next[0]!;
    if (gain - change_cost < -HOPELESS) break;
    takeOut(remaining, design, change);
    const steps = next.map(({ change, gain }) => ({
      changes: [...changes, change],
      logEvidence: logEvidence + gain - change_cost,
    }));
    path = steps[0]!;
    found.push(...steps);
  }
  return found;
}

/** Coefficients of effects and changes; changes that are not chosen have 0. */
export interface Coefficients {
  effects: Float64Array;
  changes: Float64Array;
}

/** Sizes of the changes of an explanation, added to a sum of such sizes with a weight. */
function addSizes(
  sum: Float64Array,
  weight: number,
  design: WhitenedDesign,
  gains: Float64Array,
  chosen: readonly number[],
): void {
  const k = chosen.length;
  if (k === 0) return;
  const products = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    products[i * k + i] = design.squares[chosen[i]!]!;
    // Of the last one added no products but these are ever needed.
    for (let j = 0; j < i; j++) {
      products[i * k + j] = products[j * k + i] = design.productsOf(chosen[j]!)[chosen[i]!]!;
    }
  }
  const factor = cholesky(products, Float64Array.from(chosen, (c) => design.penalties[c]!));
  const sizes = solveFactored(factor, Float64Array.from(chosen, (c) => gains[c]!));
  chosen.forEach((change, position) => sum[change]! += weight * sizes[position]!);
}

/**
 * Mean coefficients of explanations under one design.
 * @param weights  of the explanations; they sum to 1
 */
export function coefficientsOf(
  design: WhitenedDesign,
  evidence: Evidence,
  found: readonly Explanation[],
  weights: readonly number[] = [1],
): Coefficients {
  const { solved, gains } = withoutEffects(design, evidence);
  const sizes = new Float64Array(gains.length);
  found.forEach(({ changes }, index) => addSizes(sizes, weights[index]!, design, gains, changes));
  design.imitations.forEach((row, i) => solved[i]! -= dot(row, sizes));
  return { effects: backSolve(design.factor, solved), changes: sizes };
}
