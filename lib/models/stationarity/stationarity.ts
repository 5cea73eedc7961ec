/** Stationarity of each series: columns of the snapshot `stationarity`. */
import type { Settings } from "../../config/settings.ts";
import type { Metric } from "../../pipeline/schemas/columns.ts";
import { integers, repeated } from "../../telemetry/columns.ts";
import type { ColumnTable } from "../../warehouse/warehouse.ts";
import type { Series } from "../series.ts";
import { adf, type TestResult } from "./adf.ts";
import { kpss } from "./kpss.ts";
import type { Around } from "./mackinnon.ts";
import { longestRun } from "./run.ts";
import { type Tests, type Verdict, verdictOf } from "./verdict.ts";

export interface SeriesTests extends Verdict {
  /** Day number of the first day tested. */
  from: number;
  days: number;
  tests: Tests | undefined;
}

/** Both tests, or undefined where one of them has nothing to test. */
function testsAround(values: Float64Array, around: Around, maxLags: number): Tests[Around] | undefined {
  const [unitRoot, still] = [adf(values, around, maxLags), kpss(values, around)];
  return unitRoot === undefined || still === undefined ? undefined : { adf: unitRoot, kpss: still };
}

/** Tests the longest run of days without a gap; nothing is filled in, since a filled day would look too regular. */
export function testSeries(
  series: Pick<Series, "start" | "values">,
  { max_lags, min_days, significance }: Settings["stationarity"],
): SeriesTests {
  const { from, values } = longestRun(series.values);
  const part = { from: series.start + from, days: values.length, tests: undefined };
  const notTested = (reason: string): SeriesTests => ({ ...part, verdict: "not_tested", reason });
  if (values.length < min_days) {
    return notTested(`The longest run without a gap has ${values.length} days; a test needs ${min_days}`);
  }
  if (values.every((value) => value === values[0])) {
    return notTested(`The same value on all ${values.length} days`);
  }
  const level = testsAround(values, "level", max_lags);
  const trend = testsAround(values, "trend", max_lags);
  if (level === undefined || trend === undefined) {
    return notTested("Its days follow an exact rule, so that nothing is left to test");
  }
  const tests = { level, trend };
  return { ...part, tests, ...verdictOf(tests, significance) };
}

/** A number of each series; not a number where it was not tested. */
const figures = (all: readonly SeriesTests[], around: Around, of: (tests: Tests[Around]) => TestResult) => {
  const column = (name: keyof TestResult) =>
    Float64Array.from(all, ({ tests }) => tests === undefined ? NaN : of(tests[around])[name]);
  return { statistic: column("statistic"), p: column("p"), lags: column("lags") };
};

/** One row per series. */
export function stationarityColumns(
  series: readonly { server_id: string; metric: Metric; value: Pick<Series, "start" | "values"> }[],
  settings: Settings["stationarity"],
): ColumnTable {
  const all = series.map(({ value }) => testSeries(value, settings));
  const one = series.map(() => 1);
  const named = (prefix: string, { statistic, p, lags }: ReturnType<typeof figures>) => ({
    [`${prefix}_statistic`]: statistic,
    [`${prefix}_p`]: p,
    [`${prefix}_lags`]: lags,
  });
  return {
    server_id: repeated(series.map(({ server_id }) => server_id), one),
    metric: repeated(series.map(({ metric }) => metric), one),
    from_date: integers([all.map(({ from }) => from)]),
    days: integers([all.map(({ days }) => days)]),
    ...named("adf", figures(all, "level", ({ adf }) => adf)),
    ...named("kpss", figures(all, "level", ({ kpss }) => kpss)),
    ...named("adf_trend", figures(all, "trend", ({ adf }) => adf)),
    ...named("kpss_trend", figures(all, "trend", ({ kpss }) => kpss)),
    verdict: repeated(all.map(({ verdict }) => verdict), one),
    reason: all.map(({ reason }) => reason),
  };
}
