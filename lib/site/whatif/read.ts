/** Reads a part of a fleet's loads, as the page does, and works out what it comes to. */
import { literal } from "../../warehouse/bind.ts";
import type { Row, Warehouse } from "../../warehouse/warehouse.ts";
import { applied } from "../../whatif/apply.ts";
import { DATED, type Fleet, fleetOf, LOAD_COLUMNS, type Server } from "../../whatif/loads.ts";
import { outcome } from "../../whatif/outcome.ts";
import { loadsOf } from "../../whatif/rises.ts";
import type { Part } from "./sums.ts";

export type WhatifServer = Server & Row;

/** The fleet of a file of rises. */
export async function readFleet(
  warehouse: Warehouse,
  path: string,
  given: Pick<Fleet, "servers" | "today" | "rules">,
): Promise<Fleet> {
  const others = LOAD_COLUMNS.filter((name) => !DATED.has(name)).map((name) =>
    `CAST(${name} AS DOUBLE) AS ${name}`
  );
  const columns = await warehouse.columns(
    `SELECT server_id, metric, day, ${[...DATED, ...others].join(", ")} FROM read_parquet(${literal(path)})`,
  );
  const [ids, metrics] = [columns["server_id"] as string[], columns["metric"] as string[]];
  const day = columns["day"] as Int32Array;
  const loads = loadsOf(day, (name) => columns[name] as Float64Array);
  return fleetOf({ server_id: (row) => ids[row]!, metric: (row) => metrics[row]!, day, loads }, given);
}

/** What a part of a fleet comes to as it is. */
export async function readPart(
  warehouse: Warehouse,
  path: string,
  given: Pick<Fleet, "servers" | "today" | "rules">,
): Promise<Part> {
  const fleet = await readFleet(warehouse, path, given);
  return { horizon: fleet.days.at(-1) ?? 0, outcome: outcome(applied(fleet, [])) };
}
