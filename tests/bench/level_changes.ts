/**
 * Changes of level found by ours and by augurs, against those that are there. augurs takes one series without gaps and
 * its time grows with the square of the length, so it is given weeks: the mean over the metrics of their medians, each
 * over its own level, without a straight line through all, in standard deviations.
 */
import { type Change, changesOf } from "../../lib/anomalies/changepoints.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";
import { AUGURS, augursChanges } from "./augurs_changes.ts";

/** Daily metrics of a server, NaN where missing, and the day its level changed; null when it did not. */
export interface Case {
  metrics: Float64Array[];
  day: number | null;
}

const { changepoints } = configured("anomalies");
/** A change found within so many days of the true one is found. */
const NEAR = 14;
const WEEK = 7;

const median = (values: Float64Array): number =>
  values.filter((value) => !Number.isNaN(value)).sort()[values.length >> 1] ?? NaN;

/** Medians of weeks, a week without values as the one before. */
function weeks(values: Float64Array): Float64Array {
  const medians = new Float64Array(Math.floor(values.length / WEEK));
  for (let week = 0; week < medians.length; week++) {
    const present = values.subarray(WEEK * week, WEEK * (week + 1)).filter((value) => !Number.isNaN(value))
      .sort();
    medians[week] = present[present.length >> 1] ?? medians[week - 1] ?? NaN;
  }
  return medians;
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Residuals from a straight line, in their standard deviation. */
function withoutLine(values: Float64Array): Float64Array {
  const [middle, level] = [(values.length - 1) / 2, mean(values)];
  const sxx = values.reduce((sum, _, x) => sum + (x - middle) ** 2, 0);
  const slope = values.reduce((sum, y, x) => sum + (x - middle) * (y - level), 0) / sxx;
  const rest = values.map((y, x) => y - level - slope * (x - middle));
  const deviation = Math.sqrt(mean(rest.map((value) => value ** 2)));
  return rest.map((value) => value / deviation);
}

/** What augurs is given. */
function weekly(metrics: readonly Float64Array[]): Float64Array {
  const shares = metrics.map(weeks).filter((values) => !values.some(Number.isNaN))
    .map((values) => values.map((value) => value / mean(values)));
  return withoutLine(shares[0]!.map((_, week) => mean(Float64Array.from(shares, (values) => values[week]!))));
}

/** Days on which a detector sees a change. */
const DETECTORS: Record<string, (of: Case) => number[]> = {
  "ours": ({ metrics }) => changesOf(metrics, changepoints).map(({ day }: Change) => day),
  ...Object.fromEntries(
    AUGURS.map((name) => [
      name,
      ({ metrics }: Case) => augursChanges(name, weekly(metrics)).map((week) => week * WEEK),
    ]),
  ),
};

/** Growing load, with a week and correlated noise, that changes its level by so many standard deviations or not at all. */
function simulated(step: number, seed: number): Case {
  const random = stream(seed, "simulated level", step);
  const day = step === 0 ? null : random.whole(200, 500);
  let noise = 0;
  const values = Float64Array.from({ length: 730 }, (_, at) => {
    noise = 0.4 * noise + Math.sqrt(1 - 0.4 ** 2) * random.normal();
    const level = 50 + 0.01 * at + (day !== null && at >= day ? 3 * step : 0);
    return (level + 3 * noise) * (at % WEEK < 5 ? 1 : 0.8);
  });
  return { metrics: [values], day };
}

function printCases(title: string, cases: readonly Case[]): void {
  const there = cases.filter(({ day }) => day !== null).length;
  console.log(`\n${title}: ${there} changes of level in ${cases.length} servers`);
  console.log(
    `${"".padEnd(30)}${"found".padStart(7)}${"false".padStart(7)}${"days off, median".padStart(18)}${
      "s".padStart(7)
    }`,
  );
  for (const [name, find] of Object.entries(DETECTORS)) {
    const started = performance.now();
    const found = cases.map(find);
    const seconds = (performance.now() - started) / 1000;
    const off = found.map((days, index) =>
      Math.min(...days.map((day) => Math.abs(day - (cases[index]!.day ?? NaN))))
    );
    const near = off.filter((days) => days <= NEAR);
    const wrong = found.reduce((sum, { length }) => sum + length, 0) -
      found.reduce(
        (sum, days, index) =>
          sum + days.filter((day) => Math.abs(day - (cases[index]!.day ?? NaN)) <= NEAR).length,
        0,
      );
    const figures = [
      String(near.length).padStart(7),
      String(wrong).padStart(7),
      String(median(Float64Array.from(near))).padStart(18),
    ];
    console.log(`${name.padEnd(30)}${figures.join("")}${seconds.toFixed(1).padStart(7)}`);
  }
}

/** Prints what is found in the fleet and in simulated servers of one metric. */
export function printLevelChanges(fleet: readonly Case[]): void {
  printCases("synthetic fleet", fleet);
  for (const step of [0, 1, 2, 4]) {
    const cases = Array.from({ length: 20 }, (_, seed) => simulated(step, seed));
    printCases(`simulated, a step of ${step} standard deviations of the noise`, cases);
  }
}
