/** The order of models on one series. */

/** How a model did on the series and on all series of its metric. */
export interface Candidate {
  model: string;
  /** Needs no estimation. */
  naive: boolean;
  /** Mean absolute error on the series; % or Mbit/s. */
  mae: number;
  /** Error as a multiple of the baseline's, on the series. */
  own: number;
  /** The same on all series of the metric: the geometric mean of their multiples. */
  common: number;
}

/**
 * Candidates, best first, by their error relative to the baseline: a geometric mean of what they did on this series
 * and on all series of the metric. A few cutoffs say less about one series than hundreds of series say about a model,
 * and the luckiest of many models is not the best one. Between equals the one given first stays first.
 * @param days       days the models were compared on, on this series
 * @param priorDays  days of its own at which the series counts as much as all series together
 */
export function ranked(candidates: readonly Candidate[], days: number, priorDays: number): Candidate[] {
  const weight = days / (days + priorDays);
  const score = ({ own, common }: Candidate) => own ** weight * common ** (1 - weight);
  return candidates.toSorted((a, b) => score(a) - score(b));
}
