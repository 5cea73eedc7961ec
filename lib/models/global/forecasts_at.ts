/** Forecasts of the global models: columns of the snapshots `global_forecasts` and `global_today`. */
import type { Settings } from "../../config/settings.ts";
import { integers, repeated, singles } from "../../telemetry/columns.ts";
import type { ColumnTable, Warehouse } from "../../warehouse/warehouse.ts";
import { cutoffsBefore } from "../backtest/cutoffs.ts";
import { readLastDay } from "../read.ts";
import { type GlobalForecast, globalForecasts } from "./forecast.ts";
import { readGlobalSeries } from "./panel.ts";
import { readLatestTrained, readTrained, type TrainedModels } from "./read.ts";

export interface ForecastsAt {
  cutoff: number;
  forecasts: GlobalForecast[];
}

type HorizonSettings = Pick<Settings["models"], "horizon_days" | "season_days">;

async function forecastsBy(
  { trees, words }: TrainedModels,
  warehouse: Warehouse,
  cutoff: number,
  { horizon_days, season_days }: HorizonSettings,
): Promise<ForecastsAt> {
  if (trees.size === 0) return { cutoff, forecasts: [] };
  const { all } = await readGlobalSeries(warehouse, season_days, words);
  return { cutoff, forecasts: globalForecasts(all, trees, cutoff, horizon_days) };
}

/** By the models of a past cutoff. @param place  of the cutoff, earliest first */
export async function globalForecastsAt(
  warehouse: Warehouse,
  place: number,
  settings: HorizonSettings & Pick<Settings["models"], "backtest">,
): Promise<ForecastsAt> {
  const lastDay = await readLastDay(warehouse);
  const cutoff = cutoffsBefore(lastDay, settings.horizon_days, settings.backtest)[place]!;
  return forecastsBy(await readTrained(warehouse, cutoff), warehouse, cutoff, settings);
}

/** From the last day of telemetry by the latest models there are: trained on it, or saved earlier. */
export async function globalForecastsToday(
  warehouse: Warehouse,
  settings: HorizonSettings,
): Promise<ForecastsAt> {
  const lastDay = await readLastDay(warehouse);
  return forecastsBy(await readLatestTrained(warehouse), warehouse, lastDay, settings);
}

export function globalForecastColumns({ cutoff, forecasts }: ForecastsAt, horizon: number): ColumnTable {
  const lengths = forecasts.map(() => horizon);
  const ahead = Int32Array.from({ length: horizon }, (_, h) => h + 1);
  return {
    server_id: repeated(forecasts.map(({ of }) => of.server_id), lengths),
    metric: repeated(forecasts.map(({ of }) => of.metric), lengths),
    model: repeated(forecasts.map(({ model }) => model), lengths),
    cutoff: integers(forecasts.map(() => ahead.map(() => cutoff))),
    date: integers(forecasts.map(() => ahead.map((days) => cutoff + days))),
    horizon_days: integers(forecasts.map(() => ahead)),
    predicted: singles(forecasts.map(({ predicted }) => predicted)),
  };
}
