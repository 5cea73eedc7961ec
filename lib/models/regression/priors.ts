/** What the effects of a series may be, going by other series. */
import type { FormName } from "./form.ts";

/** An effect as it is on series of a kind: normally distributed. */
export interface EffectPrior {
  mean: number;
  /** Standard deviation between series, the doubt about the mean included. */
  deviation: number;
}

/** Priors by the name of the effect, for each way effects combine. */
export type EffectPriors = ReadonlyMap<FormName, ReadonlyMap<string, EffectPrior>>;

/** Whether other series know the annual shape. */
export const knowsYear = (priors: ReadonlyMap<string, EffectPrior>): boolean =>
  priors.has("year_sin_1") && priors.has("year_cos_1");
