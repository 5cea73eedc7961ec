/**
 * `npm run forecast`'s engine on panels of many kinds, beside the naive models and the one of them that hindsight
 * would take. Errors are scaled by each series' own change over a season (MASE).
 *
 *     npm run bench:panels -- [--data FOLDER] [--processes open|sealed] [--only TEXT] [--models] [--also M,M]
 *
 * `--data` names a folder of more public series, `--processes` takes panels made by processes whose truth is known in
 * place of all others, half of them to look at and half to be judged by, `--models` shows what every single model errs,
 * `--also` names models to choose among beside the default ones.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { mae, smape } from "../../lib/models/accuracy/measures.ts";
import { seasonalScale } from "../../lib/models/accuracy/scale.ts";
import { predict } from "../../lib/models/model.ts";
import { isAble } from "../../lib/panel/backtest.ts";
import { candidates } from "../../lib/panel/candidates.ts";
import { type Asked, boundsOf, forecastAll } from "../../lib/panel/forecast.ts";
import { intervals } from "../../lib/panel/intervals.ts";
import { GLOBAL } from "../../lib/panel/settings.ts";
import { REGRESSION } from "../panel/cases.ts";
import { type Collection, collections, foreign, type Steps } from "./panel_collections.ts";
import { open } from "./panel_processes.ts";
import { sealed } from "./panel_processes_sealed.ts";

const { values: options } = commandLine(import.meta.url, {
  options: {
    data: { type: "string" },
    processes: { type: "string" },
    only: { type: "string" },
    models: { type: "boolean" },
    also: { type: "string" },
  },
});

const OURS = "ours";

interface Scores {
  /** Scaled errors and sMAPE by model, one per forecast. */
  errors: Map<string, { mase: number[]; smape: number[] }>;
  msis95: number[];
  within: [number, number];
  steps: number;
  ms: number;
  forecasts: number;
}

/** Charge of the 95 % interval for each unit that a value lies outside. */
const CHARGE = 2 / 0.05;

/** The panels of a collection. */
function panelsOf({ series, together = series.length }: Collection): (readonly Steps[])[] {
  const firsts = series.flatMap((_, index) => index % together === 0 ? [index] : []);
  return firsts.map((first) => series.slice(first, first + together));
}

function scored(collection: Collection): Scores {
  const { backs, frequency, season, horizon } = collection;
  const asked = { frequency, season, horizon };
  const scores: Scores = { errors: new Map(), msis95: [], within: [0, 0], steps: 0, ms: 0, forecasts: 0 };
  const all = candidates(asked.frequency, asked.season, REGRESSION);
  const named = options.also === undefined
    ? undefined
    : [...all.map(({ name }) => name), ...GLOBAL.by_default, ...options.also.split(",")];
  const ask: Asked = { ...asked, models: named, combine: "blend", regression: REGRESSION };
  const models = all.filter(({ naive }) => naive || options.models);
  for (
    const [back, series] of backs.flatMap((back) => panelsOf(collection).map((of) => [back, of] as const))
  ) {
    const whole = series.filter(({ values }) => values.length - back > asked.season * 2);
    const known = whole.map(({ start, values }) => ({
      start,
      values: values.slice(0, values.length - back),
    }));
    const started = performance.now();
    const outcomes = forecastAll(known, ask);
    scores.ms += performance.now() - started;
    scores.forecasts += known.length;
    const bands = intervals(outcomes, [80, 95], known.map(({ values }) => boundsOf(values).min));
    known.forEach(({ start, values }, index) => {
      const future = whole[index]!.values.slice(values.length, values.length + asked.horizon);
      const present = [...future.keys()].filter((h) => !Number.isNaN(future[h]!));
      const scale = seasonalScale(values, asked.season);
      if (!(scale > 0) || present.length === 0) return;
      const at = (of: Float64Array) => Float64Array.from(present, (h) => of[h]!);
      const actual = at(future);
      const add = (name: string, mean: Float64Array) => {
        const of = scores.errors.get(name) ?? { mase: [], smape: [] };
        scores.errors.set(name, of);
        of.mase.push(mae(actual, at(mean)) / scale);
        of.smape.push(smape(actual, at(mean)));
      };
      add(OURS, outcomes[index]!.mean);
      const past = { start, values, season: asked.season, bounds: boundsOf(values) };
      for (const model of models) {
        if (isAble(model, past)) add(model.name, predict(model, past, {}, asked.horizon));
      }
      scores.steps += present.length;
      bands[index]!.forEach(({ low, high }, level) => {
        for (const h of present) {
          if (future[h]! >= low[h]! && future[h]! <= high[h]!) scores.within[level]! += 1;
        }
      });
      const { low, high } = bands[index]![1]!;
      const widths = present.map((h) =>
        high[h]! - low[h]! + CHARGE * (Math.max(0, low[h]! - future[h]!) + Math.max(0, future[h]! - high[h]!))
      );
      scores.msis95.push(mean(widths) / scale);
    });
  }
  return scores;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function report({ name }: Collection, { errors, msis95, within, steps, ms, forecasts }: Scores): number {
  const count = errors.get(OURS)!.mase.length;
  const means = [...errors].filter(([, { mase }]) => mase.length === count)
    .map(([model, { mase, smape }]) => ({ model, mase: mean(mase), smape: mean(smape) }))
    .sort((a, b) => a.mase - b.mase);
  const of = (model: string) => means.find((found) => found.model === model);
  const ours = of(OURS)!;
  const naive = means.filter(({ model }) =>
    candidates("hourly", 24, REGRESSION).some((c) => c.name === model && c.naive)
  );
  const best = naive[0]!;
  const owa = (against: { mase: number; smape: number } | undefined) =>
    against === undefined ? NaN : (ours.mase / against.mase + ours.smape / against.smape) / 2;
  const share = (level: 0 | 1) => (100 * within[level] / steps).toFixed(1);
  const cells = [
    ours.mase.toFixed(3),
    owa(of("last_value")).toFixed(3),
    owa(of("seasonal_naive")).toFixed(3),
    (ours.mase / best.mase).toFixed(3),
    best.model,
    mean(msis95).toFixed(2),
    share(0),
    share(1),
    (ms / forecasts).toFixed(0),
  ];
  console.log(name.padEnd(28) + String(count).padStart(4) + cells.map((cell) => cell.padStart(10)).join(" "));
  if (options.models) {
    for (const { model, mase } of means) console.log(`    ${model.padEnd(28)}${mase.toFixed(3)}`);
  }
  return ours.mase / best.mase;
}

async function measured(): Promise<readonly Collection[]> {
  if (options.processes === "open") return open();
  if (options.processes === "sealed") return sealed();
  return [...await collections(), ...(options.data === undefined ? [] : await foreign(options.data))];
}

const all = (await measured()).filter(({ name }) => name.includes(options.only ?? ""));
const heads = [
  "MASE",
  "OWA:last",
  "OWA:season",
  "MASE:best",
  "best naive",
  "MSIS 95",
  "in 80",
  "in 95",
  "ms",
];
console.log("".padEnd(28) + "   n" + heads.map((head) => head.padStart(10)).join(" "));
const ratios = all.map((collection) => report(collection, scored(collection)));
const logMean = mean(ratios.map(Math.log));
console.log(
  `MASE against the best naive, geometric mean: ${Math.exp(logMean).toFixed(3)}, worst ${
    Math.max(...ratios).toFixed(3)
  }`,
);
