/** What the generator must know of servers, read from the warehouse. */
import { literal } from "../warehouse/bind.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import type { Place } from "./settings.ts";

/** Servers by id, in the order of their ids. */
export async function readPlaces(warehouse: Warehouse, servers: readonly string[]): Promise<Place[]> {
  if (servers.length === 0) return [];
  return await warehouse.query<Place & Record<string, string | number | null>>(
    `SELECT server_id, region, environment, archetype, network_mbps, in_service_from
    FROM servers WHERE server_id IN (${servers.map(literal).join(", ")}) ORDER BY server_id`,
  );
}
