/**
 * The score of the Numenta Anomaly Benchmark. A window around each labelled anomaly: its earliest detection earns up
 * to 1, more the earlier it comes; a window without any costs 1; a detection elsewhere costs up to 0.11, less the
 * closer it follows a window. The first 15 % of a file, at most 750 rows, are for learning and do not count.
 * Lavin & Ahmad (2015), as in nab/sweeper.py.
 */

/** What mistakes cost. */
export interface Profile {
  false_positive: number;
  missed: number;
}

export const PROFILES = {
  standard: { false_positive: 0.11, missed: 1 },
  low_fp: { false_positive: 0.22, missed: 1 },
  low_fn: { false_positive: 0.11, missed: 2 },
} as const satisfies Record<string, Profile>;

/** First and last row of an anomaly's window. */
export interface Window {
  from: number;
  to: number;
}

export interface FileScore {
  score: number;
  found: number;
  windows: number;
  false_positives: number;
}

/** 1 well before 0, 0 at 0, −1 well after. */
const scaledSigmoid = (position: number): number => position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;

/** Rows of a file that do not count. */
export const probation = (rows: number): number => Math.min(Math.floor(0.15 * rows), 750);

/** Worth of a detection in a window: 1 in its first row, close to 0 in its last. */
function worth(row: number, { from, to }: Window): number {
  return scaledSigmoid(-(to - row + 1) / (to - from + 1)) / scaledSigmoid(-1);
}

/** Cost of a detection after a window, or before the first: 0 to 1. */
function cost(row: number, before: Window | undefined): number {
  return before === undefined ? 1 : -scaledSigmoid((row - before.to) / (before.to - before.from));
}

/**
 * Score of the rows whose anomaly score reaches the threshold.
 * @param windows in order, without overlap
 */
export function fileScore(
  scores: ArrayLike<number>,
  windows: readonly Window[],
  threshold: number,
  { false_positive, missed }: Profile,
): FileScore {
  const best = windows.map(() => -missed);
  let lost = 0;
  let false_positives = 0;
  let next = 0;
  for (let row = 0; row < scores.length; row++) {
    while (next < windows.length && row > windows[next]!.to) next++;
    if (row < probation(scores.length) || !(scores[row]! >= threshold)) continue;
    const window = windows[next];
    if (window !== undefined && row >= window.from) {
      best[next] = Math.max(best[next]!, worth(row, window));
    } else {
      false_positives++;
      lost += false_positive * cost(row, windows[next - 1]);
    }
  }
  return {
    score: best.reduce((sum, value) => sum + value, 0) - lost,
    found: best.filter((value) => value > -missed).length,
    windows: windows.length,
    false_positives,
  };
}

/** 0 for a detector that says nothing, 100 for one that is right at once and never wrong. */
export function normalised(scores: readonly FileScore[], { missed }: Profile): number {
  const windows = scores.reduce((sum, { windows }) => sum + windows, 0);
  const total = scores.reduce((sum, { score }) => sum + score, 0);
  return 100 * (total + missed * windows) / ((1 + missed) * windows);
}
