/** How far the forecasts of a panel are: a bar on a terminal, elsewhere a line from time to time. */
import type { Told } from "./pool.ts";

const UNITS = { train: "trainings", forecast: "series" };
const NAMES = { train: "models of all series", forecast: "forecast" };

/** Seconds between lines where there is no bar: a log is not to be filled. */
export const EVERY_SECONDS = 15;

/** Where it is told. */
export interface Reporter {
  progress(name: string, done: number, total: number, seconds: number, unit: string): void;
  line(text: string): void;
}

/**
 * Tells a reporter of every stage, each counted from its own start: `forecast: 20 of 100 series, 1 min 20 s left`.
 * @param live      whether there is a terminal
 * @param seconds   since the work began
 * @param duration  seconds as people read them
 */
export function toldTo(
  reporter: Reporter,
  live: boolean,
  seconds: () => number,
  duration: (seconds: number) => string,
): Told {
  let [stage, begun, said] = ["", 0, seconds()];
  return (now, done, total) => {
    if (now !== stage) [stage, begun] = [now, said = seconds()];
    const passed = seconds() - begun;
    if (live) reporter.progress(NAMES[now], done, total, passed, UNITS[now]);
    else if (done < total && seconds() - said >= EVERY_SECONDS) {
      said = seconds();
      const left = duration(passed * (total - done) / done);
      reporter.line(`${NAMES[now]}: ${done} of ${total} ${UNITS[now]}, ${left} left`);
    }
  };
}
