/** Point forecasts of every model at every past cutoff: columns of the snapshot `predictions`. */
import { integers, repeated, singles } from "../../telemetry/columns.ts";
import type { ColumnTable } from "../../warehouse/warehouse.ts";
import { seasonalScale } from "../accuracy/scale.ts";
import { canFit, type FitContext, type Model, predict } from "../model.ts";
import type { FleetSeries, Panel } from "../read.ts";
import { upTo } from "../series.ts";
import { trackRecord } from "./track_record.ts";

/** One forecast of one model at one cutoff. */
export interface Prediction {
  of: FleetSeries;
  model: string;
  cutoff: number;
  predicted: Float64Array;
  scale: number;
}

function predictionsAt(
  cutoff: number,
  of: FleetSeries,
  models: readonly Model[],
  { regressors, record }: Pick<FitContext, "regressors" | "record">,
  horizon: number,
): Prediction[] {
  const known = upTo(of.series, cutoff);
  const context: FitContext = {
    regressors,
    expected: of.expected,
    record,
    global: of.global?.get(cutoff),
    priors: of.priorsAt?.(cutoff),
  };
  const scale = seasonalScale(known.values, known.season);
  return models
    .filter((model) => known.values.length > 0 && canFit(model, known, context))
    .map((model) => ({
      of,
      model: model.name,
      cutoff,
      predicted: predict(model, known, context, horizon),
      scale,
    }));
}

/** All forecasts of a panel, by series, model and cutoff; earlier ones teach the later what models are worth. */
export function predictions(
  { series, regressors }: Panel,
  models: readonly Model[],
  cutoffs: readonly number[],
  horizon: number,
): Prediction[] {
  // Series of one region and cutoff stand together, so that models can share what depends on these alone.
  const byRegion = series.toSorted((a, b) => (a.region < b.region ? -1 : a.region > b.region ? 1 : 0));
  const made = new Map<FleetSeries, Prediction[]>(series.map((of) => [of, []]));
  for (const cutoff of cutoffs.toSorted((a, b) => a - b)) {
    for (const of of byRegion) {
      const earlier = made.get(of)!;
      const known = { regressors: regressors.get(of.region), record: trackRecord(earlier, cutoff) };
      earlier.push(...predictionsAt(cutoff, of, models, known, horizon));
    }
  }
  return [...made.values()].flat().sort(inKeyOrder);
}

function inKeyOrder(a: Prediction, b: Prediction): number {
  const before = (one: string | number, other: string | number) => one < other ? -1 : one > other ? 1 : 0;
  return before(a.of.server_id, b.of.server_id) || before(a.of.metric, b.of.metric) ||
    before(a.model, b.model) || before(a.cutoff, b.cutoff);
}

/** One row per forecast day. */
export function predictionColumns(all: readonly Prediction[], horizon: number): ColumnTable {
  const lengths = all.map(() => horizon);
  const ahead = Int32Array.from({ length: horizon }, (_, h) => h + 1);
  const actuals = ({ of, cutoff }: Prediction) => {
    const from = cutoff + 1 - of.series.start;
    const actual = new Float32Array(horizon).fill(NaN);
    actual.set(of.observed.subarray(from, from + horizon));
    return actual;
  };
  return {
    server_id: repeated(all.map(({ of }) => of.server_id), lengths),
    metric: repeated(all.map(({ of }) => of.metric), lengths),
    model: repeated(all.map(({ model }) => model), lengths),
    cutoff: integers(all.map(({ cutoff }) => new Int32Array(horizon).fill(cutoff))),
    date: integers(all.map(({ cutoff }) => ahead.map((days) => cutoff + days))),
    horizon_days: integers(all.map(() => ahead)),
    actual: singles(all.map(actuals)),
    predicted: singles(all.map(({ predicted }) => predicted)),
    scale: singles(all.map(({ scale }) => new Float32Array(horizon).fill(scale))),
  };
}
