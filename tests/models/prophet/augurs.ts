/**
 * augurs' Prophet (Stan's optimiser in WebAssembly) as a judge of ours. As it comes, the columns of its design are in
 * an order that changes from run to run: they are sorted here. Its line search gets stuck where a change of slope is 0,
 * because the prior has a kink there, so that Stan stops before the top of the posterior; begun at the top it stays.
 */
import init, { Prophet, type ProphetOptions } from "@bsull/augurs/prophet";
import { optimizer as stan } from "@bsull/augurs-prophet-wasmstan";
import { FIRST_CHANGE, firstEffect, OFFSET, SLOPE } from "../../../lib/models/prophet/design.ts";
import type { Estimate } from "../../../lib/models/prophet/posterior.ts";
import type { ProphetFit } from "../../../lib/models/prophet/prophet.ts";
import type { Case } from "./cases.ts";

type Optimizer = ProphetOptions["optimizer"];
type Optimize = Optimizer["optimize"];

const HOUR = 3600;

/** Positions of the columns in the order of their contents. */
function canonical(rows: readonly (readonly number[])[], sigmas: readonly number[]): number[] {
  const key = sigmas.map((sigma, column) => `${sigma} ${rows.map((row) => row[column])}`);
  return [...sigmas.keys()].sort((a, b) => key[a]! < key[b]! ? -1 : 1);
}

/** An optimiser that is given the columns of the design in one order, whatever order they come in. */
const ordered = (optimize: Optimize): Optimize => (start, json, options) => {
  const data = JSON.parse(json);
  const order = canonical(data.X, data.sigmas);
  const sorted = <T>(of: ArrayLike<T>) => order.map((from) => of[from]!);
  const made = optimize(
    { ...start, beta: Float64Array.from(sorted(start.beta)) },
    JSON.stringify({
      ...data,
      X: data.X.map(sorted),
      sigmas: sorted(data.sigmas),
      s_a: sorted(data.s_a),
      s_m: sorted(data.s_m),
    }) as typeof json,
    options,
  );
  const beta = new Float64Array(order.length);
  order.forEach((to, from) => beta[to] = made.params.beta[from]!);
  return { ...made, params: { ...made.params, beta } };
};

/** For each column of the design as augurs has it, the one of ours that has the same values. */
function matched(rows: readonly (readonly number[])[], ours: readonly Float64Array[]): number[] {
  return rows[0]!.map((_, column) => {
    const apart = ours.map((own) =>
      own.reduce((most, value, row) => Math.max(most, Math.abs(value - rows[row]![column]!)), 0)
    );
    const best = apart.indexOf(Math.min(...apart));
    if (!(apart[best]! < 1e-6)) {
      throw new RangeError(`Cannot match column ${column} as it is ${apart[best]} off`);
    }
    return best;
  });
}

/** Lets Stan begin at our estimate; it stays there when nothing near is more probable. */
const from =
  ({ curve, design, estimate: { coefficients, noise } }: ProphetFit, optimize: Optimize): Optimize =>
  (start, json, options) => {
    const order = matched(JSON.parse(json).X, design.effectColumns);
    const effects = coefficients.subarray(firstEffect(design));
    const slope = coefficients[SLOPE]!;
    const begin = {
      k: slope,
      m: curve.cap === Infinity ? coefficients[OFFSET]! : -coefficients[OFFSET]! / slope,
      delta: Float64Array.from(coefficients.subarray(FIRST_CHANGE, firstEffect(design))),
      beta: Float64Array.from(order, (column) => effects[column]!),
      sigmaObs: noise,
    };
    try {
      return optimize(begin, json, options);
    } catch (error) {
      // No step gains anything: it is where it began.
      if (!String(error).includes("Line search failed")) throw error;
      const made = optimize(start, json, options);
      return { ...made, params: { ...made.params, ...begin } };
    }
  };

/** The data Stan was given, as JSON, and what it made of them. */
type Found = { data: string; params: ReturnType<Optimize>["params"] };

/** What Stan found, as our coefficients of the same design. */
function estimateOf({ data, params }: Found, { curve, design }: ProphetFit): Estimate {
  const coefficients = new Float64Array(design.ridge.length);
  coefficients[SLOPE] = params.k;
  coefficients[OFFSET] = curve.cap === Infinity ? params.m : -params.m * params.k;
  coefficients.set(params.delta, FIRST_CHANGE);
  matched(JSON.parse(data).X, design.effectColumns).forEach((column, index) =>
    coefficients[firstEffect(design) + column] = params.beta[index]!
  );
  return { coefficients, noise: params.sigmaObs };
}

/** What both calls need of some steps. */
function inputs({ series, context: { regressors }, settings }: Case, steps: ArrayLike<number>) {
  const ds = Array.from(steps, (step) => step * (series.season === 24 ? HOUR : 24 * HOUR));
  return {
    ds,
    ...(settings.growth === "saturating" &&
      { cap: ds.map(() => series.bounds.max), floor: ds.map(() => series.bounds.min) }),
    ...(regressors !== undefined && {
      x: new Map(regressors.names.map((name, index) => [
        name,
        Array.from(steps, (step) => regressors.columns[index]![step - regressors.start]!),
      ])),
    }),
  };
}

let started: Promise<unknown> | undefined;
const start = () =>
  started ??= Deno.readFile(
    new URL(import.meta.resolve("@bsull/augurs/prophet").replace(/prophet\.js$/, "prophet_bg.wasm")),
  ).then((module_or_path) => init({ module_or_path }));

export interface Judged {
  /** At the case's steps. */
  forecast: Float64Array;
  /** What was found, as coefficients of our fit's design. @throws RangeError where regressors are scaled otherwise */
  estimate(fit: ProphetFit): Estimate;
}

/**
 * A function that fits a case with augurs.
 * @param begin  our fit, to begin at; absent: where Prophet begins
 */
export async function augurs(): Promise<(of: Case, begin?: ProphetFit) => Judged> {
  await start();
  const ours = ordered(stan.optimize as Optimize);
  return (of, begin) => {
    let found: Found | undefined;
    const optimize: Optimize = (start, json, options) => {
      const made = (begin === undefined ? ours : from(begin, ours))(start, json, options);
      found = { data: json, params: made.params };
      return made;
    };
    const optimizer = { optimize };
    const { series, settings, context } = of;
    const model = new Prophet({
      optimizer,
      growth: settings.growth === "saturating" ? "logistic" : "linear",
      seasonalityMode: settings.effects,
      // Its default is 100; Prophet's is 10.
      holidaysPriorScale: settings.regressor_scale,
    });
    for (const name of context.regressors?.names ?? []) model.addRegressor(name);
    const present = [...series.values.keys()].filter((t) => !Number.isNaN(series.values[t]!));
    const y = present.map((t) => series.values[t]!);
    model.fit({ ...inputs(of, present.map((t) => series.start + t)), y });
    const { yhat } = model.predict(inputs(of, of.steps));
    model.free();
    return {
      forecast: Float64Array.from(yhat.point),
      estimate: (fit) => estimateOf(found!, fit),
    };
  };
}
