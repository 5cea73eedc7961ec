/**
 * The command `npm run bench:prophet`: our solver of Prophet's model beside augurs', in one run.
 *
 * Per case: milliseconds of one fit and forecast, all included, and the largest difference of the forecasts over
 * history and horizon; beside it how far augurs and the original Prophet (reference.json) lie apart, and how far
 * ours is from the top of the posterior they both search for, and from where Stan goes when it begins at ours; and by
 * how much ours is more probable than what augurs finds by itself, in units of log posterior: Stan's line search gets
 * stuck before the top, with tighter tolerances or begun again too. Then Prophet's cross-validation of Peyton Manning.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { explained, prophetFitter } from "../../lib/models/prophet/prophet.ts";
import { cases } from "../models/prophet/cases.ts";
import { costOf } from "../models/prophet/cost.ts";
import { crossValidation, measured } from "../models/prophet/cross_validation.ts";
import { PROPHET } from "../models/prophet/cases.ts";
import reference from "../models/prophet/reference.json" with { type: "json" };
import { example } from "../models/prophet/series.ts";
import { simulate } from "../models/simulate.ts";
import { augurs } from "../models/prophet/augurs.ts";

commandLine(import.meta.url);

const judge = await augurs();

const [LEAST_RUNS, LEAST_MS] = [3, 300];

/** Milliseconds of each run: as many as asked for, and more until enough time has passed. */
function runs(work: () => unknown): number[] {
  const times: number[] = [];
  for (let total = 0; times.length < LEAST_RUNS || total < LEAST_MS; total += times.at(-1)!) {
    const started = performance.now();
    work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

/** Median milliseconds, after as many runs to warm up. */
function timed<T>(work: () => T): { result: T; ms: number } {
  runs(work);
  const times = runs(work);
  return { result: work(), ms: times[times.length >> 1]! };
}

const gap = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);

function row(cells: readonly (string | number)[]): string {
  const written = cells.map((cell) => typeof cell === "number" ? String(Number(cell.toPrecision(3))) : cell);
  return written.map((cell, index) => index === 0 ? cell.padEnd(28) : cell.padStart(13)).join("");
}

console.log(
  row([
    "",
    "ours ms",
    "augurs ms",
    "times",
    "ours−augurs",
    "ours−Prophet",
    "augurs−Pr.",
    "ours−optimum",
    "Stan from it",
    "log post. +",
  ]),
);
for (const of of await cases()) {
  const { prophet, optimum } = reference.cases.find(({ name }) => name === of.name)!;
  const fit = prophetFitter(of.settings)(of.series, of.context);
  // augurs scales regressors in a way of its own.
  const comparable = of.context.regressors === undefined;
  // A fitter keeps what series share: made anew, nothing is kept from the run before.
  const ours = timed(() => explained(prophetFitter(of.settings)(of.series, of.context), of.steps).mean);
  const theirs = timed(() => judge(of));
  const gaps = [
    gap(ours.result, theirs.result.forecast),
    gap(ours.result, prophet.yhat),
    gap(theirs.result.forecast, prophet.yhat),
    gap(ours.result, optimum.yhat),
    comparable ? gap(ours.result, judge(of, fit).forecast) : "",
    comparable ? costOf(fit, theirs.result.estimate(fit)) - costOf(fit, fit.estimate) : "",
  ];
  console.log(row([of.name, ours.ms, theirs.ms, theirs.ms / ours.ms, ...gaps]));
}

const fleet = Array.from(
  { length: 200 },
  (_, index) => simulate(`fleet ${index}`, "2022-01-01", 1371, 0).series,
);
const fit = prophetFitter(PROPHET);
const { ms } = timed(() => fleet.forEach((series) => fit(series, {})));
console.log(`\n${(ms / fleet.length).toFixed(2)} ms per series of 1371 days where series share their days`);

console.log(
  "\nPeyton Manning, 11 cutoffs, so many days ahead (published at 37 days: 0.702 0.504 0.0584 0.677)",
);
console.log(row(["", "rmse", "mae", "mape", "coverage 80 %"]));
const predictions = crossValidation(await example("wp_log_peyton_manning"), PROPHET);
for (const ahead of [37, 90, 180, 365]) {
  const { rmse, mae, mape, coverage } = measured(predictions, ahead);
  console.log(row([`${ahead} days`, rmse, mae, mape, coverage]));
}
