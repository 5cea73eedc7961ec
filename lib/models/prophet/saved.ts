/** A fitted Prophet as plain data. Its design is made again from the steps that were present. */
import { z } from "zod";
import { lastStep, type Series } from "../series.ts";
import type { Curve } from "./curve.ts";
import type { Design } from "./design.ts";
import type { ProphetFit } from "./prophet.ts";

const step = z.number().int();

export const savedFit = z.strictObject({
  start: step,
  end: step,
  season: z.number().int().min(1),
  missing: z.array(step).describe("Steps from start to end without a value"),
  cap: z.number().nullable().describe("Upper end of logistic growth; null: the trend is linear"),
  effects: z.enum(["additive", "multiplicative"]),
  coefficients: z.array(z.number()),
  noise: z.number(),
  floor: z.number(),
  unit: z.number(),
  constant: z.boolean(),
});

export type SavedFit = z.infer<typeof savedFit>;

export function savedOf(series: Series, { curve, estimate, scale }: ProphetFit): SavedFit {
  const { start, values, season } = series;
  const missing = [...values.keys()].filter((t) => Number.isNaN(values[t]!)).map((t) => start + t);
  return {
    start,
    end: lastStep(series),
    season,
    missing,
    cap: Number.isFinite(curve.cap) ? curve.cap : null,
    effects: curve.effects,
    coefficients: [...estimate.coefficients],
    noise: estimate.noise,
    floor: scale.floor,
    unit: scale.unit,
    constant: scale.constant,
  };
}

/** A series present on the steps that were, whatever its values. */
export function presenceOf({ start, end, season, missing }: SavedFit): Series {
  const values = new Float64Array(end - start + 1);
  for (const step of missing) values[step - start] = NaN;
  return { start, values, season, bounds: { min: -Infinity, max: Infinity } };
}

/** The fit on a design made from {@link presenceOf}. */
export function restored(saved: SavedFit, design: Design): ProphetFit {
  const { cap, effects, coefficients, noise, floor, unit, constant } = saved;
  const curve: Curve = { cap: cap ?? Infinity, effects };
  return {
    curve,
    design,
    estimate: { coefficients: Float64Array.from(coefficients), noise },
    scale: { values: new Float64Array(0), floor, unit, constant },
  };
}
