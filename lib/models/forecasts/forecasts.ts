/** The coming days of each series: columns of the snapshot `forecasts`. */
import type { ColumnTable } from "../../warehouse/warehouse.ts";
import { integers, repeated, singles } from "../../telemetry/columns.ts";
import { seasonalScale } from "../accuracy/scale.ts";
import { forecastOf, type Model } from "../model.ts";
import type { FleetSeries, Panel } from "../read.ts";
import { type ForecastQuantile, QUANTILES, quantilesOf } from "./quantiles.ts";
import { contextToday } from "./fits.ts";
import { type Calibration, calibrationKey, type SavedFit, seriesKey } from "./read.ts";

export interface Forecast {
  of: FleetSeries;
  model: string;
  mean: Float64Array;
  quantiles: Readonly<Record<ForecastQuantile, Float64Array>>;
}

export interface ForecastInputs {
  panel: Panel;
  models: readonly Model[];
  /** What the model of each series has learnt, today or earlier. */
  fitted: ReadonlyMap<string, SavedFit>;
  calibration: Calibration;
  horizon: number;
}

/** A series forecast by its model, or why it cannot be. */
function forecastSeries(of: FleetSeries, { model: name, state }: SavedFit, inputs: ForecastInputs) {
  const { panel, models, calibration, horizon } = inputs;
  const errors = calibration.get(calibrationKey(of.metric, name)) ?? [];
  const known = Array.from({ length: horizon }, (_, h) => errors[h]).filter((day) => day !== undefined);
  if (known.length < horizon) {
    return `too few errors of ${name} on ${of.metric} are known to make intervals`;
  }
  const scale = seasonalScale(of.series.values, of.series.season);
  if (Number.isNaN(scale)) return "too few of its days can be compared with the week before";

  const model = models.find((model) => model.name === name);
  if (model?.restore === undefined) {
    throw new RangeError(
      `Cannot forecast ${of.server_id} ${of.metric} as its fit must be of a model: ${name}`,
    );
  }
  const fitted = model.restore(state, contextToday({ panel }, of), panel.lastDay);
  const mean = forecastOf(name, fitted, of.series.bounds, horizon);
  const days = known.map((day, h) => quantilesOf(mean[h]!, scale, day, of.series.bounds));
  const quantiles = Object.fromEntries(
    QUANTILES.map(([column]) => [column, Float64Array.from(days, (day) => day[column])]),
  );
  return { of, model: name, mean, quantiles: quantiles as Forecast["quantiles"] };
}

/**
 * Forecasts of all series that have a fit, from the last day of telemetry, by server and metric.
 * @param warn  told of each series that has a fit and yet cannot be forecast
 */
export function forecasts(inputs: ForecastInputs, warn: (message: string) => void): Forecast[] {
  return inputs.panel.series.flatMap((of) => {
    const fit = inputs.fitted.get(seriesKey(of.server_id, of.metric));
    if (fit === undefined) return [];
    const forecast = forecastSeries(of, fit, inputs);
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
