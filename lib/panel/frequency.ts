/** How far apart the timestamps of a panel are. */
import { Refusal, some } from "./refusal.ts";
import type { Frequency } from "./settings.ts";

/** Timestamps of one series, ascending, in ms since 1970-01-01, and the rows they stand in. */
export interface Timed {
  unique_id: string;
  at: Float64Array;
  rows: Int32Array;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEP: Readonly<Record<Frequency, number>> = { daily: DAY, hourly: HOUR };

/** So many steps in a row, each this long, are no gaps but another frequency. */
const RUN = 3;
const LONG: Readonly<Record<Frequency, number>> = { daily: 7 * DAY, hourly: DAY };

/** Steps between timestamps as people say them: 1 day, 7 days, 1 hour, 15 minutes. */
function spoken(ms: number): string {
  const [unit, size] = ms % DAY === 0
    ? ["day", DAY]
    : ms % HOUR === 0
    ? ["hour", HOUR]
    : ms % 60_000 === 0
    ? ["minute", 60_000]
    : ["second", 1000];
  const count = ms / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function smallestStep({ at }: Timed): number {
  let least = Infinity;
  for (let row = 1; row < at.length; row++) least = Math.min(least, at[row]! - at[row - 1]!);
  return least;
}

/** The frequency most series' smallest step shows. */
function shown(series: readonly Timed[], path: string): Frequency {
  const steps = series.map(smallestStep);
  const named = (frequency: Frequency) => steps.filter((step) => step === STEP[frequency]).length;
  const [daily, hourly] = [named("daily"), named("hourly")];
  if (daily + hourly > 0) return daily > hourly ? "daily" : "hourly";
  const found = [...new Set(steps.filter(Number.isFinite))].sort((a, b) => a - b).map(spoken);
  throw new Refusal(
    found.length === 0
      ? `Cannot tell the frequency of ${path} as no series has two rows: say --frequency daily or hourly`
      : `Cannot forecast ${path} as its steps must be 1 day or 1 hour: ${some(found)}`,
  );
}

/** First row of a series that does not fit the frequency, and how far it is from the row before. */
function misfit({ at }: Timed, frequency: Frequency): { row: number; step: number } | undefined {
  let run = 0;
  for (let row = 1; row < at.length; row++) {
    const step = at[row]! - at[row - 1]!;
    run = step >= LONG[frequency] ? run + 1 : 0;
    if (step % STEP[frequency] !== 0 || run === RUN) return { row, step };
  }
  return undefined;
}

/**
 * The frequency of all series of a panel.
 * @param said   what the user says it is
 * @param place  how a row is named
 * @throws Refusal when it is neither daily nor hourly, or not the same throughout
 */
export function frequencyOf(
  series: readonly Timed[],
  said: Frequency | undefined,
  path: string,
  place: (row: number) => string,
): Frequency {
  const frequency = said ?? shown(series, path);
  const misfits = series.flatMap((of) => {
    const found = misfit(of, frequency);
    return found === undefined
      ? []
      : [`${of.unique_id} at ${place(of.rows[found.row]!)} (${spoken(found.step)} after the row before)`];
  });
  if (misfits.length > 0) {
    throw new Refusal(
      `Cannot forecast ${path} as all its series must be ${frequency}, and not of mixed frequency: ${
        some(misfits)
      }`,
    );
  }
  return frequency;
}
