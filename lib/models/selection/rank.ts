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
  /** The same on all series of the metric. */
  common: number;
}

/**
 * Candidates, best first: by their error relative to the baseline, a mean of what they did on this series and on
 * all series of the metric. A handful of cutoffs says less about one series than hundreds of series say about a model,
 * and the luckiest of many models is not the best one.
 * @param ownWeight  weight of the series itself, 0 to 1
 */
export function ranked(candidates: readonly Candidate[], ownWeight: number): Candidate[] {
  const score = ({ own, common }: Candidate) => ownWeight * own + (1 - ownWeight) * common;
  return candidates.toSorted((a, b) =>
    score(a) - score(b) || Number(b.naive) - Number(a.naive) || (a.model < b.model ? -1 : 1)
  );
}
