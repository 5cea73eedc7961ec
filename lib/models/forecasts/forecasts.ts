/** The coming days of each series: columns of the snapshot `forecasts`. */
import type { ColumnTable } from "../../warehouse/warehouse.ts";
import { integers, repeated, singles } from "../../telemetry/columns.ts";
import { seasonalScale } from "../accuracy/scale.ts";
import type { TrackRecord } from "../ensemble/record.ts";
import { type Model, predict } from "../model.ts";
import type { FleetSeries, Panel } from "../read.ts";
import { NONE } from "../selection/select.ts";
import { type ForecastQuantile, QUANTILES, quantilesOf } from "./quantiles.ts";
import { type Calibration, calibrationKey, seriesKey } from "./read.ts";

export interface Forecast {
  of: FleetSeries;
  model: string;
  mean: Float64Array;
  quantiles: Readonly<Record<ForecastQuantile, Float64Array>>;
}

export interface ForecastInputs {
  panel: Panel;
  models: readonly Model[];
  /** Model by series. */
  selection: ReadonlyMap<string, string>;
  calibration: Calibration;
  /** What models were worth on each series so far. */
  records: ReadonlyMap<string, TrackRecord>;
  horizon: number;
}

/** A series forecast by its model, or why it cannot be. */
function forecastOf(of: FleetSeries, model: Model, inputs: ForecastInputs): Forecast | string {
  const { panel, calibration, records, horizon } = inputs;
  const errors = calibration.get(calibrationKey(of.metric, model.name)) ?? [];
  const known = Array.from({ length: horizon }, (_, h) => errors[h]).filter((day) => day !== undefined);
  if (known.length < horizon) {
    return `too few errors of ${model.name} on ${of.metric} are known to make intervals`;
  }
  const scale = seasonalScale(of.series.values, of.series.season);
  if (Number.isNaN(scale)) return "too few of its days can be compared with the week before";

  const context = {
    regressors: panel.regressors.get(of.region),
    record: records.get(seriesKey(of.server_id, of.metric)),
    global: of.global?.get(panel.lastDay),
    priors: of.priorsAt?.(panel.lastDay),
  };
  const mean = predict(model, of.series, context, horizon);
  const days = known.map((day, h) => quantilesOf(mean[h]!, scale, day, of.series.bounds));
  const quantiles = Object.fromEntries(
    QUANTILES.map(([column]) => [column, Float64Array.from(days, (day) => day[column])]),
  );
  return { of, model: model.name, mean, quantiles: quantiles as Forecast["quantiles"] };
}

/**
 * Forecasts of all series that have a model, by server and metric.
 * @param warn  told of each series that has a model and yet cannot be forecast
 */
export function forecasts(inputs: ForecastInputs, warn: (message: string) => void): Forecast[] {
  const byName = new Map(inputs.models.map((model) => [model.name, model]));
  return inputs.panel.series.flatMap((of) => {
    const name = inputs.selection.get(seriesKey(of.server_id, of.metric)) ?? NONE;
    if (name === NONE) return [];
    const forecast = forecastOf(of, byName.get(name)!, inputs);
    if (typeof forecast !== "string") return [forecast];
    warn(`${of.server_id} ${of.metric} is not forecast: ${forecast}`);
    return [];
  });
}

/** One row per day ahead. */
export function forecastColumns(all: readonly Forecast[], lastDay: number, horizon: number): ColumnTable {
  const lengths = all.map(() => horizon);
  return {
    server_id: repeated(all.map(({ of }) => of.server_id), lengths),
    metric: repeated(all.map(({ of }) => of.metric), lengths),
    date: integers(all.map(() => Int32Array.from({ length: horizon }, (_, h) => lastDay + h + 1))),
    model: repeated(all.map(({ model }) => model), lengths),
    mean: singles(all.map(({ mean }) => mean)),
    ...Object.fromEntries(
      QUANTILES.map(([column]) => [column, singles(all.map(({ quantiles }) => quantiles[column]))]),
    ),
  };
}
