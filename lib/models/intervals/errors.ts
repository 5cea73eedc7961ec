/** Past errors that intervals are made from, read from the snapshot `predictions`. */
import type { Settings } from "../../config/settings.ts";
import type { Metric } from "../../pipeline/schemas/columns.ts";
import { literal } from "../../warehouse/bind.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";

export type IntervalSettings = Settings["models"]["intervals"];

/** Errors of one metric, one value per column and error. */
export interface Errors {
  /** Place among the models. */
  model: Int32Array;
  /** Day numbers. */
  cutoff: Int32Array;
  date: Int32Array;
  /** (actual − predicted) / scale of the series. */
  error: Float64Array;
}

/** What has been forecast, of whatever metric. */
export interface Forecasted {
  models: string[];
  /** The days that errors are asked for as known by: every cutoff, and the last day forecast; ascending. */
  knownAt: number[];
  /** Most days ahead. */
  horizon: number;
}

const dayNumbers = (column: string) => `CAST(${column} - DATE '1970-01-01' AS INTEGER)`;

export async function readForecasted(warehouse: Warehouse): Promise<Forecasted> {
  const models = await warehouse.query<{ model: string }>(
    "SELECT DISTINCT model FROM predictions ORDER BY model",
  );
  const cutoffs = await warehouse.query<{ day: number }>(
    `SELECT DISTINCT ${dayNumbers("cutoff")} AS day FROM predictions ORDER BY day`,
  );
  const ends = await warehouse.query<{ day: number; horizon: number }>(
    `SELECT ${dayNumbers("max(date)")} AS day, max(horizon_days) AS horizon FROM predictions
    HAVING count(*) > 0`,
  );
  return {
    models: models.map(({ model }) => model),
    knownAt: [...new Set([...cutoffs, ...ends].map(({ day }) => day))],
    horizon: ends[0]?.horizon ?? 0,
  };
}

/** The errors of one metric that count: of every day soon ahead, and of some later ones. */
export async function readErrors(
  warehouse: Warehouse,
  metric: Metric,
  models: readonly string[],
  { dense_days, every_days }: Pick<IntervalSettings, "dense_days" | "every_days">,
): Promise<Errors> {
  const places = `list_position([${models.map(literal).join(", ")}], model)`;
  const { model, cutoff, date, error } = await warehouse.columns(
    `SELECT CAST(${places} - 1 AS INTEGER) AS model, cutoff, date, (CAST(actual AS DOUBLE) - predicted) / scale AS error
    FROM predictions
    WHERE metric = ${literal(metric)} AND actual IS NOT NULL AND scale > 0
      AND (horizon_days <= ${dense_days} OR MOD(horizon_days, ${every_days}) = 0)`,
  );
  return {
    model: model as Int32Array,
    cutoff: cutoff as Int32Array,
    date: date as Int32Array,
    error: error as Float64Array,
  };
}
