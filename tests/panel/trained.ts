/** Models that have learnt from a series and others like it. */
import { lastStep, type Series } from "../../lib/models/series.ts";
import { panelModel } from "../../lib/panel/global/model.ts";
import { GLOBAL_MODELS, trainAt, type Training } from "../../lib/panel/global/train.ts";
import type { Frequency } from "../../lib/panel/settings.ts";

const OTHERS = 5;

/** A panel of a series and others of the same steps. */
export function trainingWith(
  series: Series,
  frequency: Frequency,
  make: (name: string, steps: number) => Float64Array,
  horizon: number,
): Training {
  const others = Array.from({ length: OTHERS }, (_, id) => ({
    ...series,
    values: make(`other ${id}`, series.values.length),
  }));
  return { names: GLOBAL_MODELS, series: [series, ...others], horizon, frequency, holidays: undefined };
}

const remembered = new Map<Series, ReturnType<typeof train>>();

/** Trained half way and at the end. */
function train(training: Training) {
  const [series] = training.series;
  const half = lastStep(series!) - Math.floor(series!.values.length / 2);
  return [half, lastStep(series!)].map((cutoff) => ({ cutoff, trees: trainAt(cutoff, training) }));
}

export function trainedModels(
  frequency: Frequency,
  series: Series,
  make: (name: string, steps: number) => Float64Array,
  horizon: number,
) {
  const training = trainingWith(series, frequency, make, horizon);
  const trained = remembered.get(series) ?? train(training);
  remembered.set(series, trained);
  return GLOBAL_MODELS.map((name) => {
    const at = trained.map(({ cutoff, trees }) => ({ cutoff, trees: trees.get(name)! }));
    return panelModel(name, at, training);
  });
}
