/** A series explained: the mean of all explanations, weighted by their evidence. */
import {
  type ChangeSettings,
  type Coefficients,
  coefficientsOf,
  type Explanation,
  explanations,
} from "./changes.ts";
import { type Evidence, evidenceAt, type LaggedEvidence, type WhitenedDesign } from "./whitened.ts";

export interface Estimate extends Coefficients {
  rho: number;
  logEvidence: number;
}

/** An explanation with what it explains. */
export interface Candidate {
  design: WhitenedDesign;
  evidence: Evidence;
  explanation: Explanation;
}

/** Explanations less likely than this share of the best do not move the mean. */
const NEGLIGIBLE = 1e-3;

/** Explanations of a series under all autocorrelations, most likely first, without those that hardly matter. */
export function likelyExplanations(
  everyRho: LaggedEvidence,
  whitened: readonly WhitenedDesign[],
  settings: ChangeSettings,
): Candidate[] {
  const found = whitened.flatMap((design) => {
    const evidence = evidenceAt(everyRho, design.rho);
    return explanations(design, evidence, settings).map((explanation) => ({ design, evidence, explanation }));
  }).sort((a, b) => b.explanation.logEvidence - a.explanation.logEvidence);
  const least = found[0]!.explanation.logEvidence + Math.log(NEGLIGIBLE);
  return found.filter(({ explanation }) => explanation.logEvidence >= least);
}

/** The mean of explanations, each weighted by its evidence. */
export function estimate(likely: readonly Candidate[]): Estimate {
  const best = likely[0]!.explanation.logEvidence;
  const weightOf = ({ explanation }: Candidate) => Math.exp(explanation.logEvidence - best);
  const total = likely.reduce((sum, candidate) => sum + weightOf(candidate), 0);
  // Under one autocorrelation only the changes differ, so their mean sizes say all.
  const parts = [...Map.groupBy(likely, ({ design }) => design)].map(([design, candidates]) => {
    const weights = candidates.map(weightOf);
    const weight = weights.reduce((sum, each) => sum + each, 0);
    const found = candidates.map(({ explanation }) => explanation);
    const shares = weights.map((each) => each / weight);
    return {
      ...coefficientsOf(design, candidates[0]!.evidence, found, shares),
      rho: design.rho,
      share: weight / total,
    };
  });
  const mean = (of: (part: typeof parts[number]) => Float64Array) =>
    of(parts[0]!).map((_, j) => parts.reduce((sum, part) => sum + part.share * of(part)[j]!, 0));
  return {
    effects: mean(({ effects }) => effects),
    changes: mean(({ changes }) => changes),
    rho: parts.reduce((sum, { share, rho }) => sum + share * rho, 0),
    logEvidence: best,
  };
}
