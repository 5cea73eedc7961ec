/** Forecasts of the global models of one cutoff: columns of the snapshot `global_forecasts`. */
import type { Settings } from "../../config/settings.ts";
import { integers, repeated, singles } from "../../telemetry/columns.ts";
import type { ColumnTable, Warehouse } from "../../warehouse/warehouse.ts";
import { cutoffsBefore } from "../backtest/cutoffs.ts";
import { type GlobalForecast, globalForecasts } from "./forecast.ts";
import { readGlobalSeries } from "./panel.ts";
import { readTrained } from "./read.ts";

export interface ForecastsAt {
  cutoff: number;
  forecasts: GlobalForecast[];
}

/** @param place  of the cutoff, earliest first; the last one is today */
export async function forecastsAt(
  warehouse: Warehouse,
  place: number,
  { horizon_days, season_days, backtest }: Pick<
    Settings["models"],
    "horizon_days" | "season_days" | "backtest"
  >,
): Promise<ForecastsAt> {
  const fleet = await readGlobalSeries(warehouse, season_days);
  const cutoff = [...cutoffsBefore(fleet.lastDay, horizon_days, backtest), fleet.lastDay][place]!;
  const { trees } = await readTrained(warehouse, cutoff);
  return { cutoff, forecasts: globalForecasts(fleet.all, trees, cutoff, horizon_days) };
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
