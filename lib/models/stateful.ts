/** Models whose fit is plain data: what is saved forecasts as what was fitted, to the last bit. */
import { z } from "zod";
import type { FitContext, Fitted, Model } from "./model.ts";
import { lastStep, type Series } from "./series.ts";

interface Declaration<State> {
  /** Finite numbers, text and lists of them: all that JSON keeps as it is. */
  state: z.ZodType<State>;
  fit(series: Series, context: FitContext): State;
  /** What was learnt kept, the rest brought up to the end of the same series when it has become longer. */
  onward?(state: State, longer: Series): State;
  /** Expected values of the `horizon` steps after the series' last. */
  forecast(state: State, horizon: number, context: FitContext): Float64Array;
}

/** Fit and restore of a model, from its state and what it forecasts by. */
export function stateful<State>(
  { state: shape, fit, onward, forecast }: Declaration<State>,
): Pick<Model, "fit"> & Required<Pick<Model, "restore">> {
  const saved = z.strictObject({ last_step: z.number().int(), state: shape });
  const fitted = (last_step: number, state: State, context: FitContext, origin: number): Fitted => {
    const passed = origin - last_step;
    if (passed < 0) {
      throw new RangeError(
        `Cannot forecast from step ${origin} as the model must have been fitted up to it or earlier: ${last_step}`,
      );
    }
    return {
      state: { last_step, state },
      forecast: (horizon) => forecast(state, passed + horizon, context).subarray(passed),
      ...(onward !== undefined && {
        onward: (longer) => fitted(lastStep(longer), onward(state, longer), context, lastStep(longer)),
      }),
    };
  };
  return {
    fit: (series, context) => fitted(lastStep(series), fit(series, context), context, lastStep(series)),
    restore: (state, context, origin) => {
      const known = saved.parse(state);
      return fitted(known.last_step, known.state as State, context, origin);
    },
  };
}
