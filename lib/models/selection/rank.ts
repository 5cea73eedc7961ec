/** The order of models on one series. */

/** How a model did on a series, and what is to be expected of it there. */
export interface Candidate {
  model: string;
  /** Needs no estimation. */
  naive: boolean;
  /** Mean absolute error on the series; % or Mbit/s. */
  mae: number;
  /** Log of the error to be expected, over that of the model best on all series of the metric. */
  expected: number;
}

/** Candidates, lowest expected error first. Between equals the one given first stays first. */
export const ranked = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.toSorted((a, b) => a.expected === b.expected ? 0 : a.expected - b.expected);

/** The one that erred least on the series itself. */
export const leastWrong = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.toSorted((a, b) => a.mae - b.mae)[0];
