import type { Model } from "../model.ts";
import { since } from "../series.ts";
import { stateful } from "../stateful.ts";
import { LEVEL, showsYear } from "./design.ts";
import { type Estimate, estimate, likelyExplanations } from "./estimate.ts";
import { type Form, type FormEstimate, likelierForm } from "./form.ts";
import { type Prepared, preparerFor, type RegressionSettings } from "./prepared.ts";
import { type EffectPrior, knowsYear } from "./priors.ts";
import { ahead, regressed, regressedOf } from "./regressed.ts";
import { evidenceAt, evidenceOf, type LaggedEvidence, whitenedDesign, withoutEffects } from "./whitened.ts";

/** A between-series deviation below this share of the noise pins an effect to its mean; the matrix stays solvable. */
const LEAST_DEVIATION = 1e-3;

/** Variance of the noise, from what the effects alone leave unexplained under the likeliest autocorrelation. */
function noiseVariance(everyRho: LaggedEvidence, prepared: Prepared): number {
  const left = prepared.whitened.map((design) =>
    withoutEffects(design, evidenceAt(everyRho, design.rho)).left
  );
  return Math.max(Math.min(...left) / everyRho.rows, Number.MIN_VALUE);
}

/** The series less what the mean of its kind says of it. */
function aroundMeans(values: Float64Array, prepared: Prepared, means: Float64Array): Float64Array {
  const around = values.slice();
  prepared.effects.forEach((column, j) => {
    if (means[j] !== 0) { for (let t = 0; t < around.length; t++) around[t]! -= means[j]! * column[t]!; }
  });
  return around;
}

/** The estimate that follows from the series and from what its effects are on others. */
function pooledEstimate(
  form: Form,
  prepared: Prepared,
  priors: ReadonlyMap<string, EffectPrior>,
  settings: RegressionSettings,
): Estimate {
  const { effects } = prepared.design;
  const priorOf = (name: string) => name === LEVEL ? undefined : priors.get(name);
  const means = Float64Array.from(effects, ({ name }) => priorOf(name)?.mean ?? 0);
  const everyRho = evidenceOf(aroundMeans(form.values, prepared, means), prepared);
  const noise = noiseVariance(everyRho, prepared);
  const penalties = Float64Array.from(effects, ({ name, penalty }) => {
    const prior = priorOf(name);
    return prior === undefined
      ? penalty
      : noise / Math.max(prior.deviation ** 2, LEAST_DEVIATION ** 2 * noise);
  });
  const whitened = settings.autocorrelations.map((rho) => whitenedDesign(prepared, rho, penalties));
  const own = estimate(likelyExplanations(everyRho, whitened, settings));
  return { ...own, effects: own.effects.map((value, j) => value + means[j]!) };
}

/**
 * Pooled regression: the calendar regression with each effect drawn towards what it is on servers of the same
 * archetype, as strongly as these agree and as the series' own history is silent (empirical Bayes). A new server has
 * the annual shape of its archetype from its first weeks on. Without priors it is the calendar regression.
 */
export const pooledRegression = (settings: RegressionSettings): Model => {
  const preparedFor = preparerFor(settings);
  return {
    name: "pooled_regression",
    naive: false,
    oracle: false,
    minimumHistory: (season) => 2 * season,
    ...stateful({
      state: regressed,
      fit: (series, { regressors, priors }) => {
        const known = since(series, series.start - 1);
        const best = likelierForm(known.values, (form): FormEstimate & { prepared: Prepared } => {
          const ofForm = priors?.get(form.name) ?? new Map<string, EffectPrior>();
          const annual = knowsYear(ofForm) || showsYear(known.values.length, settings.year);
          const prepared = preparedFor(known, regressors, annual);
          return { form, prepared, estimate: pooledEstimate(form, prepared, ofForm, settings) };
        });
        return regressedOf(known, best.form, best.estimate, best.prepared, settings);
      },
      forecast: (state, horizon, { regressors }) => ahead(state, horizon, regressors, settings),
    }),
  };
};
