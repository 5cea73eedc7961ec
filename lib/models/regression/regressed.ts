/** A fitted regression as plain data, and the forecast that follows from it. */
import { z } from "zod";
import type { Regressors } from "../model.ts";
import type { Series } from "../series.ts";
import { changeAt } from "./change_columns.ts";
import { dampedStep, type Design, designOf, type DesignSettings, effectColumns } from "./design.ts";
import type { Estimate } from "./estimate.ts";
import { type Form, formBack, FORMS } from "./form.ts";
import type { Prepared } from "./prepared.ts";

/** A fitted regression: its design follows from the span, the settings and the regressors. */
export const regressed = z.strictObject({
  start: z.number().int(),
  origin: z.number().int(),
  season: z.number().int().min(1),
  annual: z.boolean().describe("Whether there is an annual shape"),
  form: z.enum(FORMS),
  mean: z.number(),
  effects: z.array(z.number()),
  changes: z.array(z.number()),
  rho: z.number(),
  last_error: z.number(),
  age: z.number().int().describe("Steps since the last present value"),
});
export type Regressed = z.infer<typeof regressed>;

/** What the estimate says of a step, autocorrelation apart. */
function explainedAt(
  step: number,
  { effects, changes, origin }: Pick<Regressed, "origin"> & {
    effects: ArrayLike<number>;
    changes: ArrayLike<number>;
  },
  design: Design,
  { year, trend_damping }: DesignSettings,
): number {
  const time = dampedStep(step, origin, trend_damping);
  let sum = 0;
  for (let j = 0; j < effects.length; j++) sum += effects[j]! * design.effects[j]!.at(step);
  for (let c = 0; c < changes.length; c++) {
    if (changes[c] !== 0) sum += changes[c]! * changeAt(design.changes[c]!, time, year);
  }
  return sum;
}

export function regressedOf(
  { start, season }: Series,
  form: Form,
  { effects, changes, rho }: Estimate,
  { design, origin, annual }: Prepared,
  settings: DesignSettings,
): Regressed {
  const age = form.values.length - 1 - form.values.findLastIndex((value) => !Number.isNaN(value));
  const explained = explainedAt(origin - age, { effects, changes, origin }, design, settings);
  return {
    start,
    origin,
    season,
    annual,
    form: form.name,
    mean: form.mean,
    effects: [...effects],
    changes: [...changes],
    rho,
    last_error: form.values.at(-1 - age)! - explained,
    age,
  };
}

/** What designs that end alike say of the steps to come: series of one region share it. */
interface Future extends Pick<Regressed, "origin" | "season" | "annual"> {
  regressors: Regressors | undefined;
  /** Effects by column, then by step ahead. */
  effects: readonly Float64Array[];
}

/** The last one worked out for some settings. */
const futures = new WeakMap<DesignSettings, Future>();

function futureEffects(
  { origin, season, annual }: Regressed,
  { effects }: Design,
  horizon: number,
  regressors: Regressors | undefined,
  settings: DesignSettings,
): readonly Float64Array[] {
  const last = futures.get(settings);
  const isSame = last?.origin === origin && last.season === season && last.annual === annual &&
    last.regressors === regressors && last.effects[0]!.length === horizon;
  if (isSame) return last.effects;
  const columns = effectColumns(effects, origin + 1, horizon);
  futures.set(settings, { origin, season, annual, regressors, effects: columns });
  return columns;
}

/** The steps after the series: what is explained, and the last error as it dies away. */
export function ahead(
  state: Regressed,
  horizon: number,
  regressors: Regressors | undefined,
  settings: DesignSettings,
): Float64Array {
  const { origin, rho, last_error, age, effects, changes } = state;
  const design = designOf(state, settings, regressors);
  const columns = futureEffects(state, design, horizon, regressors, settings);
  const back = formBack(state.form, state.mean);
  const made = [...changes.keys()].filter((c) => changes[c] !== 0);
  return Float64Array.from({ length: horizon }, (_, h) => {
    let explained = 0;
    for (let j = 0; j < effects.length; j++) explained += effects[j]! * columns[j]![h]!;
    const time = dampedStep(origin + h + 1, origin, settings.trend_damping);
    for (const c of made) explained += changes[c]! * changeAt(design.changes[c]!, time, settings.year);
    return back(explained + last_error * rho ** (age + h + 1));
  });
}
