/**
 * Which level shifts and changes of slope a series calls for: added one at a time, the one that explains most
 * first, as long as the evidence grows (forward selection by marginal likelihood).
 */
import { backSolve, cholesky, solveFactored } from "../numeric/ridge.ts";
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
  const row = design.productsOf(chosen);
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

/** The change that adds most log evidence, and how much. */
function bestChange(
  { gains, lengths, left }: Remaining,
  design: WhitenedDesign,
  chosen: readonly number[],
  logNoise: (left: number) => number,
): { change: number; gain: number } {
  let best = { change: -1, gain: -Infinity };
  for (let change = 0; change < gains.length; change++) {
    if (chosen.includes(change)) continue;
    const length = lengths[change]!;
    const narrowing = Math.log(length / design.penalties[change]!);
    const gain = 0.5 * (logNoise(left) - logNoise(left - gains[change]! ** 2 / length) - narrowing);
    if (gain > best.gain) best = { change, gain };
  }
  return best;
}

/** The explanations of a series with no change, one, two and so on, each adding to the one before. */
export function explanations(
  design: WhitenedDesign,
  evidence: Evidence,
  { max_changes, change_cost }: ChangeSettings,
): Explanation[] {
  const { squares, rows } = evidence;
  const logNoise = (left: number) =>
    rows * (Math.log(Math.max(left, ROUNDING * squares, Number.MIN_VALUE)) - Math.log(rows));
  const remaining = effectsOnly(design, evidence);
  const found: Explanation[] = [
    { changes: [], logEvidence: -0.5 * (logNoise(remaining.left) + design.logNarrowing) },
  ];
  const most = Math.min(max_changes, design.penalties.length);
  for (let count = 0; count < most; count++) {
    const { changes, logEvidence } = found[count]!;
    const { change, gain } = bestChange(remaining, design, changes, logNoise);
    if (gain - change_cost < -HOPELESS) break;
    takeOut(remaining, design, change);
    found.push({ changes: [...changes, change], logEvidence: logEvidence + gain - change_cost });
  }
  return found;
}

/** Coefficients of an explanation; changes that are not in it have 0. */
export interface Coefficients {
  effects: Float64Array;
  changes: Float64Array;
}

export function coefficientsOf(
  design: WhitenedDesign,
  evidence: Evidence,
  { changes: chosen }: Explanation,
): Coefficients {
  const { solved, gains } = withoutEffects(design, evidence);
  const sizes = new Float64Array(gains.length);
  if (chosen.length > 0) {
    const products = Float64Array.from(chosen.flatMap((c) => {
      const row = design.productsOf(c);
      return chosen.map((d) => row[d]!);
    }));
    const penalty = Float64Array.from(chosen, (c) => design.penalties[c]!);
    const factor = cholesky(products, penalty);
    solveFactored(factor, Float64Array.from(chosen, (c) => gains[c]!)).forEach((size, position) => {
      const change = chosen[position]!;
      sizes[change] = size;
      design.imitations.forEach((row, i) => solved[i]! -= size * row[change]!);
    });
  }
  return { effects: backSolve(design.factor, solved), changes: sizes };
}
