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

/** How many of a series' steps are a day, and an hour. */
function counted({ at }: Timed): Record<Frequency, number> {
  const counts = { daily: 0, hourly: 0 };
  for (let row = 1; row < at.length; row++) {
    const step = at[row]! - at[row - 1]!;
    if (step === DAY) counts.daily++;
    else if (step === HOUR) counts.hourly++;
  }
  return counts;
}

/** The first of a series' steps, as people say it, and where it is. */
const firstStep = ({ unique_id, at, rows }: Timed, place: (row: number) => string): string =>
  `${spoken(at[1]! - at[0]!)} (${unique_id} at ${place(rows[1]!)})`;

/** The frequency that most series show by most of their steps. */
function shown(series: readonly Timed[], name: string, place: (row: number) => string): Frequency {
  const votes = series.map(counted).filter(({ daily, hourly }) => daily + hourly > 0);
  if (votes.length > 0) {
    const days = votes.filter(({ daily, hourly }) => daily > hourly).length;
    return 2 * days > votes.length ? "daily" : "hourly";
  }
  const found = series.filter(({ at }) => at.length > 1).map((of) => firstStep(of, place));
  throw new Refusal(
    found.length === 0
      ? `Cannot tell the frequency of ${name} as no series has two rows: say --frequency daily or hourly`
      : `Cannot forecast ${name} as its steps must be 1 day or 1 hour: ${some(found)}`,
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
  name: string,
  place: (row: number) => string,
): Frequency {
  const frequency = said ?? shown(series, name, place);
  const misfits = series.flatMap((of) => {
    const found = misfit(of, frequency);
    return found === undefined
      ? []
      : [`${of.unique_id} at ${place(of.rows[found.row]!)} (${spoken(found.step)} after the row before)`];
  });
  if (misfits.length > 0) {
    throw new Refusal(
      `Cannot forecast ${name} as all its series must be ${frequency}, and not of mixed frequency: ${
        some(misfits)
      }`,
    );
  }
  return frequency;
}
