/** Trained global models and their forecasts, read from the warehouse. */
import { isoDate } from "../../calendar/days.ts";
import type { Metric } from "../../pipeline/schemas/columns.ts";
import type { TreesModel } from "../../trees/model.ts";
import { literal } from "../../warehouse/bind.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import type { Words } from "./words.ts";
import { loadGlobal } from "./saved.ts";
import type { GlobalName } from "./train.ts";

/** The trees of each model trained at a cutoff, in order of their names, and the words of their training. */
export interface TrainedModels {
  trees: ReadonlyMap<GlobalName, TreesModel>;
  /** Undefined when nothing was trained. */
  words: Words | undefined;
}

async function readModels(warehouse: Warehouse, cutoff: string): Promise<TrainedModels> {
  const rows = await warehouse.query<{ model: GlobalName; saved: string }>(
    `SELECT model, saved FROM global_models WHERE cutoff = ${cutoff} ORDER BY model`,
  );
  const loaded = rows.map(({ model, saved }) => ({ model, ...loadGlobal(JSON.parse(saved)) }));
  return {
    trees: new Map(loaded.map(({ model, trees }) => [model, trees])),
    words: loaded[0]?.words,
  };
}

/** @param cutoff  day number */
export const readTrained = (warehouse: Warehouse, cutoff: number): Promise<TrainedModels> =>
  readModels(warehouse, `DATE '${isoDate(cutoff)}'`);

/** Those that have seen most. */
export const readLatestTrained = (warehouse: Warehouse): Promise<TrainedModels> =>
  readModels(warehouse, "(SELECT max(cutoff) FROM global_models)");

export type GlobalSnapshot = "global_forecasts" | "global_today";

/** By server and metric, then cutoff (day number), then model: the days after the cutoff. */
export type GlobalBySeries = ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<string, Float64Array>>>;

interface Forecast extends Record<string, string | number> {
  server_id: string;
  metric: Metric;
  cutoff: number;
  model: string;
  days: number;
}

/** Global forecasts of some servers. */
export async function readGlobalForecasts(
  warehouse: Warehouse,
  snapshot: GlobalSnapshot,
  servers: readonly string[],
): Promise<GlobalBySeries> {
  const chosen = `FROM ${snapshot} WHERE server_id IN (${servers.map(literal).join(", ")})`;
  const index = await warehouse.query<Forecast>(
    `SELECT server_id, metric, model, CAST(cutoff - DATE '1970-01-01' AS INTEGER) AS cutoff,
      CAST(count(*) AS INTEGER) AS days
    ${chosen} GROUP BY server_id, metric, model, ${snapshot}.cutoff ORDER BY server_id, metric, model, cutoff`,
  );
  const { predicted } = await warehouse.columns(
    `SELECT CAST(predicted AS DOUBLE) AS predicted ${chosen} ORDER BY server_id, metric, model, cutoff, date`,
  );
  const bySeries = new Map<string, Map<number, Map<string, Float64Array>>>();
  let from = 0;
  for (const { server_id, metric, cutoff, model, days } of index) {
    const key = `${server_id}/${metric}`;
    const byCutoff = bySeries.get(key) ?? new Map<number, Map<string, Float64Array>>();
    const byModel = byCutoff.get(cutoff) ?? new Map<string, Float64Array>();
    byModel.set(model, (predicted as Float64Array).subarray(from, from + days));
    from += days;
    bySeries.set(key, byCutoff.set(cutoff, byModel));
  }
  return bySeries;
}
