/**
 * What a detector finds for how many false alarms. An event is a labelled window; it is found when a row in it reaches
 * the threshold. A false alarm is raised by a row outside all windows that reaches it, and then none for the rows of
 * the gap: an alarm that rings on counts again only after that. Rows are judged by themselves as well, nothing
 * adjusted: a row is right when it stands in a window.
 */
import type { Window } from "./nab_score.ts";

export interface Judged {
  /** NaN where there is none. */
  scores: Float64Array;
  /** In order, without overlap. */
  windows: readonly Window[];
  /** Rows at the start that do not count. */
  learning: number;
}

export interface Finding {
  /** Infinity when already the highest score costs more than may be spent. */
  threshold: number;
  events: number;
  found: number;
  false_alarms: number;
  /** Rows that reach the threshold, and those of them in windows. */
  reached: number;
  hits: number;
  /** Rows that count, and those of them in windows. */
  rows: number;
  labelled: number;
}

const NOTHING = { events: 0, found: 0, false_alarms: 0, reached: 0, hits: 0, rows: 0, labelled: 0 };

/** What is found in one series. */
function inSeries({ scores, windows, learning }: Judged, gap: number, threshold: number): typeof NOTHING {
  const finding = { ...NOTHING, rows: scores.length - learning };
  let next = 0;
  let lastFound = -1;
  let silentUntil = 0;
  for (let row = 0; row < scores.length; row++) {
    while (next < windows.length && row > windows[next]!.to) next++;
    if (row < learning) continue;
    const inside = next < windows.length && row >= windows[next]!.from;
    if (inside) finding.labelled++;
    if (!(scores[row]! >= threshold)) continue;
    finding.reached++;
    if (inside) {
      finding.hits++;
      if (lastFound !== next) finding.found++;
      lastFound = next;
    } else if (row >= silentUntil) {
      finding.false_alarms++;
      silentUntil = row + gap + 1;
    }
  }
  finding.events = windows.filter(({ to }) => to >= learning).length;
  return finding;
}

/** What is found in all series from one threshold on. */
export function fromThreshold(judged: readonly Judged[], gap: number, threshold: number): Finding {
  const total = { ...NOTHING };
  for (const series of judged) {
    const finding = inSeries(series, gap, threshold);
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += finding[name];
  }
  return { threshold, ...total };
}

/**
 * What is found with the lowest threshold, one for all series, that costs no more than so many false alarms. Lowering
 * it can only add some: their number is the least that stretches of the gap's length can cover.
 * @param per_thousand false alarms per 1,000 rows that count
 */
export function withinAlarms(judged: readonly Judged[], gap: number, per_thousand: number): Finding {
  const levels = Float64Array.from(
    new Set(judged.flatMap(({ scores, learning }) => [...scores.subarray(learning)])),
  )
    .filter((score) => !Number.isNaN(score)).sort().reverse();
  let finding = fromThreshold(judged, gap, Infinity);
  let [low, high] = [0, levels.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const lower = fromThreshold(judged, gap, levels[middle]!);
    if (lower.false_alarms <= per_thousand * lower.rows / 1000) {
      finding = lower;
      low = middle + 1;
    } else high = middle;
  }
  return finding;
}

/** A share, or a dash when there is nothing to share. */
const share = (part: number, whole: number) => whole === 0 ? "–" : (part / whole).toFixed(3);

const WIDTHS = [8, 17, 14, 15, 12];
const columns = (name: string, cells: readonly string[]) =>
  name.padEnd(34) + cells.map((cell, index) => cell.padStart(WIDTHS[index]!)).join("");

export const FINDING_HEADER = columns("", [
  "from",
  "events found",
  "false alarms",
  "row precision",
  "row recall",
]);

/** A line of a table under FINDING_HEADER. */
export function findingLine(name: string, finding: Finding): string {
  const { threshold, events, found, false_alarms, reached, hits, labelled } = finding;
  return columns(name, [
    threshold === Infinity ? "–" : threshold.toFixed(3),
    `${found}/${events} ${share(found, events)}`,
    String(false_alarms),
    share(hits, reached),
    share(hits, labelled),
  ]);
}
